import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { root, runProgram } from './program.mjs';
import { failure, nothing, success, trust } from './tally.mjs';

/** Runs `work` with the path of a temporary file. */
const withFile = async (/** @type {(file: string) => Promise<import('./tally.mjs').Tally>} */ work) => {
  const folder = mkdtempSync(join(tmpdir(), 'bookonce-test-'));
  try {
    return await work(join(folder, 'result.json'));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
};

const readJson = (/** @type {string} */ file) => {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
};

/** Names the five spec files that took longest, so that a run that becomes slow says where. */
const slowest = (/** @type {{ name: string, startTime: number, endTime: number }[]} */ files) =>
  files
    .map(({ name, startTime, endTime }) => ({ name: relative(root, name), seconds: (endTime - startTime) / 1000 }))
    .sort((a, b) => b.seconds - a.seconds)
    .slice(0, 5)
    .map(({ name, seconds }) => `${seconds.toFixed(1)} s ${name}`)
    .join('\n');

// Set in the environment, so that Jest's workers get them too.
const jestNodeOptions = '--experimental-vm-modules --disable-warning=ExperimentalWarning';

const jest = (/** @type {string} */ kind, /** @type {string[]} */ flags, /** @type {number} */ limitSeconds) => () =>
  withFile(async (file) => {
    const { code } = await runProgram(
      ['node_modules/jest/bin/jest.js', '--ci', '--json', `--outputFile=${file}`, ...flags],
      { limitSeconds, env: { JEST_KIND: kind, NODE_OPTIONS: jestNodeOptions } },
    );
    const result = readJson(file);
    if (result === null) return failure;
    console.log(slowest(result.testResults));
    const counted = {
      passed: result.numPassedTests,
      failed: result.numFailedTests + result.numRuntimeErrorTestSuites,
      skipped: result.numPendingTests + result.numTodoTests,
    };
    return trust(counted, code);
  });

const nodeTest = (/** @type {string[]} */ files) => () =>
  withFile(async (file) => {
    const reporters = [
      ['spec', 'stdout'],
      ['./tools/test/count-reporter.mjs', file],
    ].flatMap(([name, to]) => [`--test-reporter=${name}`, `--test-reporter-destination=${to}`]);
    const { code } = await runProgram(['--test', ...reporters, ...files], { limitSeconds: 120 });
    return trust(readJson(file) ?? nothing, code);
  });

/** Returns the command of a script in package.json, without node. */
const script = (/** @type {string} */ name) => {
  const command = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts[name];
  return command.replace(/^node /, '').split(' ');
};

const simulate = async () => {
  const { code } = await runProgram([...script('simulate'), '--seeds', '8000'], { limitSeconds: 900 });
  return code === 0 ? success : failure;
};

/** Each deliberate fault counts as a test: `caught 17 of 18` is 17 passed, 1 failed. */
const faults = async () => {
  const { code, output } = await runProgram(script('simulate:faults'), { limitSeconds: 600 });
  const [, caught, all] = /caught (\d+) of (\d+)/.exec(output) ?? [];
  if (caught === undefined || all === undefined) return failure;
  return trust({ passed: Number(caught), failed: Number(all) - Number(caught), skipped: 0 }, code);
};

/** Each check prints `name: ok` or `name: FAILED`. */
const lint = async () => {
  const { code, output } = await runProgram(['tools/lint/run.mjs'], { limitSeconds: 1_500 });
  const passed = [...output.matchAll(/^[\w ]+: ok in /gm)].length;
  const failed = [...output.matchAll(/^[\w ]+: FAILED in /gm)].length;
  return trust({ passed, failed, skipped: 0 }, code);
};

/** Cheapest first. */
export const steps = [
  { name: 'lint', what: 'style, boundaries, types', run: lint },
  { name: 'tools', what: 'the lint rules bite, the lockfile holds', run: nodeTest(['tools/**/*.test.mjs']) },
  { name: 'unit', what: 'pure code', run: jest('unit', ['--maxWorkers=2'], 600) },
  {
    name: 'int',
    what: 'adapters and handlers on one real server or file',
    needsServers: true,
    run: jest('int', ['--maxWorkers=2'], 480),
  },
  { name: 'simulate', what: 'invariants under injected faults', run: simulate },
  { name: 'faults', what: 'the simulator notices deliberate mistakes', run: faults },
  { name: 'e2e', what: 'the whole product over HTTP', needsServers: true, run: jest('e2e', ['--maxWorkers=2'], 2_700) },
];
