const domain = 'libs/link/src/domain/link.ts';
const calendar = 'libs/contracts/src/events/calendar.ts';
const view = 'libs/link/src/views/link-document.ts';
const kernel = 'libs/kernel/src/decider.ts';
const platform = 'libs/platform/src/port-tokens.ts';
const gateway = 'libs/gateway/src/gateway-options.ts';
const app = 'apps/standalone/src/run.ts';
const adapter = 'libs/adapters/kafka/src/kafka-bus.ts';
const boundaries = '@nx/enforce-module-boundaries';

const uses = (/** @type {string} */ source) => `import { thing } from '${source}';\nexport const used = thing;\n`;
const value = (/** @type {string} */ expression) => `export const value = () => ${expression};\n`;

const purity = [
  { what: 'Nest in the domain', file: domain, code: uses('@nestjs/common'), rule: 'no-restricted-imports' },
  { what: 'node:* in the domain', file: domain, code: uses('node:crypto'), rule: 'no-restricted-imports' },
  { what: 'a library in the domain', file: domain, code: uses('luxon'), rule: 'no-restricted-imports' },
  { what: 'platform in the domain', file: domain, code: uses('@bookonce/platform/x'), rule: 'no-restricted-imports' },
  { what: 'use cases in the domain', file: domain, code: uses('../use-cases/x.js'), rule: 'no-restricted-syntax' },
  { what: 'import() in the domain', file: domain, code: value("import('./x.js')"), rule: 'no-restricted-syntax' },
  { what: 'new Date() in the domain', file: domain, code: value('new Date()'), rule: 'no-restricted-globals' },
  { what: 'Date.parse in the domain', file: domain, code: value("Date.parse('x')"), rule: 'no-restricted-globals' },
  { what: 'Math.random in the domain', file: domain, code: value('Math.random()'), rule: 'no-restricted-properties' },
  { what: 'process in the domain', file: domain, code: value('process.env'), rule: 'no-restricted-globals' },
  { what: 'console in the domain', file: domain, code: value('console.log(1)'), rule: 'no-restricted-globals' },
  {
    what: 'setTimeout in the domain',
    file: domain,
    code: value('setTimeout(value, 1)'),
    rule: 'no-restricted-globals',
  },
  { what: 'crypto in the domain', file: domain, code: value('crypto.randomUUID()'), rule: 'no-restricted-globals' },
  { what: 'fetch in a view', file: view, code: value("fetch('x')"), rule: 'no-restricted-globals' },
  { what: 'node:* in a view', file: view, code: uses('node:fs'), rule: 'no-restricted-imports' },
  { what: 'Date.now in contracts', file: calendar, code: value('Date.now()'), rule: 'no-restricted-properties' },
  { what: 'new Date() in contracts', file: calendar, code: value('new Date()'), rule: 'no-restricted-syntax' },
  { what: 'Nest in contracts', file: calendar, code: uses('@nestjs/common'), rule: 'no-restricted-imports' },
  {
    what: 'rules for input in events',
    file: calendar,
    code: uses('../values/schedule.js'),
    rule: 'no-restricted-syntax',
  },
  { what: 'a library in the kernel', file: kernel, code: uses('zod'), rule: 'no-restricted-imports' },
  { what: 'node:* in the kernel', file: kernel, code: uses('node:crypto'), rule: 'no-restricted-imports' },
  { what: 'process in the kernel', file: kernel, code: value('process.env'), rule: 'no-restricted-globals' },
  {
    what: 'setTimeout in contracts',
    file: calendar,
    code: value('setTimeout(value, 1)'),
    rule: 'no-restricted-globals',
  },
  ...['setTimeout(value, 1)', 'setInterval(value, 1)', 'setImmediate(value)', 'performance.now()'].map((waiting) => ({
    what: `${waiting} in the kernel`,
    file: kernel,
    code: value(waiting),
    rule: 'no-restricted-globals',
  })),
  { what: 'Date.now in the kernel', file: kernel, code: value('Date.now()'), rule: 'no-restricted-properties' },
];

const direction = [
  { what: 'service to service', file: domain, code: uses('@bookonce/booking/domain/booking'), rule: boundaries },
  { what: 'service to adapter', file: domain, code: uses('@bookonce/adapter-sqlite/x'), rule: boundaries },
  { what: 'service to gateway', file: domain, code: uses('@bookonce/gateway/x'), rule: boundaries },
  { what: 'app to app', file: app, code: uses('@bookonce/ops/x'), rule: boundaries },
  { what: 'technology to technology', file: adapter, code: uses('@bookonce/adapter-redis/x'), rule: boundaries },
  { what: 'shipped code to testing', file: domain, code: uses('@bookonce/testing/x'), rule: boundaries },
  { what: 'kernel to contracts', file: kernel, code: uses('@bookonce/contracts/replies'), rule: boundaries },
  { what: 'platform to service', file: platform, code: uses('@bookonce/link/views/x'), rule: boundaries },
  {
    what: 'gateway to a domain',
    file: gateway,
    code: uses('@bookonce/link/domain/link'),
    rule: 'no-restricted-imports',
  },
  { what: 'a package not in package.json', file: platform, code: uses('luxon'), rule: boundaries },
  { what: 'a path into another package', file: domain, code: uses('../../../kernel/src/decider.js'), rule: boundaries },
  { what: 'itself by its package name', file: domain, code: uses('@bookonce/link/domain/link'), rule: boundaries },
];

const typed = [
  {
    what: 'a switch that forgets a case',
    code: "export const f = (x: 'a' | 'b') => {\n  switch (x) {\n    case 'a':\n      return 1;\n  }\n  return 2;\n};\n",
    rule: '@typescript-eslint/switch-exhaustiveness-check',
  },
  {
    what: 'a promise nobody waits for',
    code: 'export const f = () => {\n  Promise.resolve(1);\n};\n',
    rule: '@typescript-eslint/no-floating-promises',
  },
  {
    what: 'any that leaks out of JSON',
    code: 'export const f = (text: string): string => JSON.parse(text);\n',
    rule: '@typescript-eslint/no-unsafe-return',
  },
];

const everywhere = [
  { what: 'any', code: 'export const f = (x: any) => x;\n', rule: '@typescript-eslint/no-explicit-any' },
  {
    what: 'non-null assertion',
    code: 'export const f = (x: string | null) => x!.length;\n',
    rule: '@typescript-eslint/no-non-null-assertion',
  },
  { what: 'default export', code: 'export default 1;\n', rule: 'no-restricted-syntax' },
  { what: 'barrel', code: "export * from './x.js';\n", rule: 'no-restricted-syntax' },
  { what: 'enum', code: 'export enum Colour {\n  Red,\n}\n', rule: 'no-restricted-syntax' },
  {
    what: 'ts-ignore',
    code: '// @ts-ignore because\nexport const a = 1;\n',
    rule: '@typescript-eslint/ban-ts-comment',
  },
  { what: 'eslint-disable', code: '/* eslint-disable */\nexport const a = 1;\n', rule: 'no-warning-comments' },
  {
    what: '401 lines, blank ones and comments counted',
    code: '// why\n\n\n\n'.repeat(100) + 'export {};\n',
    rule: 'max-lines',
  },
];

const only = { file: 'apps/e2e/src/embedded/restart.e2e.spec.ts', rule: 'no-restricted-syntax' };

const inSpecs = [
  { ...only, what: 'it.only', code: "it.only('x', () => {});\n" },
  { ...only, what: 'describe.skip', code: "describe.skip('x', () => {});\n" },
  { ...only, what: 'it.skip.each', code: "it.skip.each([1])('x', () => {});\n" },
  { ...only, what: 'it.todo', code: "it.todo('x');\n" },
  { ...only, what: 'xit', code: "xit('x', () => {});\n" },
];

/** @type {{ what: string, file: string, code: string, rule: string }[]} */
export const bans = [
  ...purity,
  ...direction,
  ...typed.map((ban) => ({ ...ban, file: platform })),
  ...everywhere.map((ban) => ({ ...ban, file: platform })),
  ...inSpecs,
];

/** Valid code that must pass: a rule that reports everything would satisfy the list above. */
export const clean = [
  { file: domain, code: "import { ok } from '@bookonce/kernel/result';\nexport const done = () => ok(1);\n" },
  {
    file: calendar,
    code: "import { z } from 'zod';\nexport const at = z.string().refine((x) => Date.parse(x) > 0);\n",
  },
  { file: platform, code: 'export const now = () => Date.now();\n' },
  { file: kernel, code: 'export const text = (ms: number) => new Date(ms).toISOString();\n' },
];
