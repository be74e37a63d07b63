import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { addDigests, runJobs, type FailedSeed, type Job } from './parallel/jobs.js';
import { simulate } from './simulate.js';

const HELP = `npm run simulate -- [options]
  --seeds N   how many seeds to run (default 1,000)
  --from N    the first seed (default 1)
  --seed N    run this seed only
  --trace     with --seed: print every step`;

const SEEDS_PER_JOB = 250;
const REPORTED_FAILURES = 10;
const REPORTED_VIOLATIONS = 3;

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '1000' },
    from: { type: 'string', default: '1' },
    seed: { type: 'string' },
    trace: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const printFailed = ({ seed, violations }: FailedSeed): void => {
  print(`seed ${seed} failed:`);
  for (const { invariant, what } of violations.slice(0, REPORTED_VIOLATIONS)) print(`  ${invariant}: ${what}`);
  if (violations.length > REPORTED_VIOLATIONS) print(`  and ${violations.length - REPORTED_VIOLATIONS} more`);
  print(`  replay: npm run simulate -- --seed ${seed} --trace`);
};

const runOne = async (seed: number): Promise<boolean> => {
  const run = await simulate(seed, values.trace ? { trace: print } : {});
  if (run.violations.length > 0) printFailed(run);
  else print(`seed ${seed} passed (${run.steps} steps, ${run.history.events.length} events)`);
  print(`digest ${run.digest}`);
  return run.violations.length === 0;
};

const runMany = async (from: number, count: number): Promise<boolean> => {
  const started = performance.now();
  const seconds = (): string => ((performance.now() - started) / 1000).toFixed(1);
  const jobs: Job[] = [];
  for (let start = from; start < from + count; start += SEEDS_PER_JOB) {
    jobs.push({ kind: 'seeds', seeds: { from: start, count: Math.min(SEEDS_PER_JOB, from + count - start) } });
  }
  const total = { passed: 0, failed: 0, digest: 0n, reportedAt: 0 };
  await runJobs(jobs, availableParallelism(), (job) => {
    if (job.kind !== 'seeds') return;
    const { passed, failed, digest } = job.outcome;
    failed.slice(0, Math.max(0, REPORTED_FAILURES - total.failed)).forEach(printFailed);
    total.passed += passed;
    total.failed += failed.length;
    total.digest = addDigests(total.digest, digest);
    const done = total.passed + total.failed;
    if (done - total.reportedAt >= 5_000 && done < count) {
      total.reportedAt = done;
      print(`${done} of ${count} seeds in ${seconds()} s`);
    }
  });
  const digest = total.digest.toString(16).padStart(16, '0');
  print(`simulator: ${total.passed} passed, ${total.failed} failed (${seconds()} s, digest ${digest})`);
  return total.failed === 0;
};

const wholeNumber = (name: string, text: string): number => {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0 && text !== '') return number;
  process.stderr.write(`--${name} must be a whole number, 0 or more\n${HELP}\n`);
  return process.exit(2);
};

if (values.help) {
  print(HELP);
} else {
  const passed =
    values.seed === undefined
      ? await runMany(wholeNumber('from', values.from), wholeNumber('seeds', values.seeds))
      : await runOne(wholeNumber('seed', values.seed));
  process.exitCode = passed ? 0 : 1;
}
