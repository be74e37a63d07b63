/** Lints, and checks format, types and prose, two at a time. Continues after a failure, so that one run reports everything. */
import { spawn } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..', '..');

/** Longest first. */
const checks = [
  { name: 'eslint', args: ['eslint/bin/eslint.js', '.'] },
  { name: 'prettier', args: ['prettier/bin/prettier.cjs', '--check', '--log-level', 'warn', '.'] },
  { name: 'tsc', args: ['typescript/bin/tsc', '-p', 'tsconfig.json'] },
  { name: 'prose', args: ['../tools/lint/prose/check.mjs'] },
  { name: 'tsc for browsers', args: ['typescript/bin/tsc', '-p', 'apps/web/tsconfig.json'] },
];

/** Runs a check and returns whether it passed, and its output: of checks side by side, whole outputs are printed. */
const run = (/** @type {string[]} */ [script, ...args]) =>
  new Promise((resolve) => {
    const child = spawn(process.execPath, [join(root, 'node_modules', script), ...args], {
      cwd: root,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => output.push(chunk));
    child.on('close', (code) => resolve({ passed: code === 0, output: Buffer.concat(output).toString('utf8') }));
  });

let failed = 0;
const waiting = [...checks];
const work = async () => {
  for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) {
    const started = performance.now();
    const { passed, output } = await run(check.args);
    if (!passed) failed += 1;
    process.stdout.write(output);
    console.log(`${check.name}: ${passed ? 'ok' : 'FAILED'} in ${((performance.now() - started) / 1000).toFixed(1)} s`);
  }
};
await Promise.all([work(), work()]);
process.exitCode = failed === 0 ? 0 : 1;
