/** Lints, and checks format, types and prose. Continues after a failure, so that one run reports everything. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

const checks = [
  { name: 'eslint', args: ['eslint/bin/eslint.js', '.'] },
  { name: 'prettier', args: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  { name: 'tsc', args: ['typescript/bin/tsc', '-p', 'tsconfig.json'] },
  { name: 'tsc for browsers', args: ['typescript/bin/tsc', '-p', 'apps/web/tsconfig.json'] },
  { name: 'prose', args: ['../tools/lint/prose/check.mjs'] },
];

const run = (/** @type {string[]} */ [script, ...args]) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      stdio: 'inherit',
    });
    child.on('close', (code) => resolve(code === 0));
  });

let failed = 0;
for (const { name, args } of checks) {
  const started = performance.now();
  const good = await run(args);
  if (!good) failed += 1;
  console.log(`${name}: ${good ? 'ok' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
}
process.exitCode = failed === 0 ? 0 : 1;
