import { availableParallelism } from 'node:os';
import { deliberateFaults, type CaughtFault } from './faults/catch-fault.js';
import { runJobs } from './parallel/jobs.js';

/** A fault that no run of this many catches counts as not caught. Several times as many as the rarest fault needs on average. */
const MOST_SEEDS = 20_000;

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};

const describe = ({ name, seed, violations }: CaughtFault): string => {
  if (seed === null) return `NOT CAUGHT in ${MOST_SEEDS} seeds: ${name}`;
  const names = [...new Set(violations.map(({ invariant }) => invariant).filter((invariant) => invariant !== 'rest'))];
  const first = violations.find(({ invariant }) => invariant !== 'rest');
  return `caught at seed ${seed} by ${names.join(', ')}: ${name}\n    ${first?.invariant ?? ''}: ${first?.what ?? ''}`;
};

const started = performance.now();
const jobs = deliberateFaults.map(({ name }) => ({ kind: 'fault', name, mostSeeds: MOST_SEEDS }) as const);
let caught = 0;
await runJobs(jobs, availableParallelism(), (job) => {
  if (job.kind !== 'fault') return;
  if (job.outcome.seed !== null) caught += 1;
  print(describe(job.outcome));
});
print(
  `simulator: caught ${caught} of ${jobs.length} deliberate faults (${((performance.now() - started) / 1000).toFixed(1)} s)`,
);
process.exitCode = caught === jobs.length ? 0 : 1;
