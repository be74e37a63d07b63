import { parseCommandLine, runTool, wholeNumber } from '@bookonce/platform/command-line';
import { printedError } from '@bookonce/platform/describe-error';
import { availableParallelism } from 'node:os';
import { addDigests, runJobs, type FailedSeed, type Job } from './parallel/jobs.js';
import { simulate } from './simulate.js';

const HELP = `npm run simulate -- [options]
  --seeds N   how many seeds to run (default 1,000)
  --from N    the first seed (default 1)
  --seed N    run this seed only
  --trace     with --seed: print every step
  --help      this`;

const SEEDS_PER_JOB = 250;
const REPORTED_FAILURES = 10;
const REPORTED_VIOLATIONS = 3;

const OPTIONS = {
  seeds: { type: 'string', default: '1000' },
  from: { type: 'string', default: '1' },
  seed: { type: 'string' },
  trace: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const printFailed = ({ seed, violations }: FailedSeed): void => {
  print(`seed ${seed} failed:`);
  for (const { invariant, what } of violations.slice(0, REPORTED_VIOLATIONS)) print(`  ${invariant}: ${what}`);
  if (violations.length > REPORTED_VIOLATIONS) print(`  and ${violations.length - REPORTED_VIOLATIONS} more`);
  print(`  replay: npm run simulate -- --seed ${seed} --trace`);
};

const runOne = async (seed: number, isTraced: boolean): Promise<boolean> => {
  const run = await simulate(seed, isTraced ? { trace: print } : {});
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

const run = async (): Promise<number> => {
  const { values } = parseCommandLine({ options: OPTIONS });
  if (values.help) {
    print(HELP);
    return 0;
  }
  const hasPassed =
    values.seed === undefined
      ? await runMany(wholeNumber('--from', values.from, 0), wholeNumber('--seeds', values.seeds, 1))
      : await runOne(wholeNumber('--seed', values.seed, 0), values.trace);
  return hasPassed ? 0 : 1;
};

process.exitCode = await runTool({
  name: 'simulate',
  help: 'npm run simulate -- --help',
  run,
  describe: printedError,
});
