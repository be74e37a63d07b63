import { Worker } from 'node:worker_threads';
import type { CaughtFault } from '../faults/catch-fault.js';
import { simulate, type Violation } from '../simulate.js';

/** Consecutive seeds. */
export interface Seeds {
  readonly from: number;
  readonly count: number;
}

export interface FailedSeed {
  readonly seed: number;
  readonly violations: readonly Violation[];
}

export interface SeedsOutcome {
  readonly passed: number;
  readonly failed: readonly FailedSeed[];
  /** The sum of all digests, which does not depend on the order of the runs. */
  readonly digest: bigint;
}

const MODULUS = 1n << 64n;

export const addDigests = (a: bigint, b: bigint): bigint => (a + b) % MODULUS;

/** Runs the seeds one after the other. */
export const simulateSeeds = async ({ from, count }: Seeds): Promise<SeedsOutcome> => {
  const failed: FailedSeed[] = [];
  let digest = 0n;
  for (let seed = from; seed < from + count; seed += 1) {
    const run = await simulate(seed);
    digest = addDigests(digest, BigInt(`0x${run.digest}`));
    if (run.violations.length > 0) failed.push({ seed, violations: run.violations });
  }
  return { passed: count - failed.length, failed, digest };
};

// A run allocates many short-lived objects. A large young generation avoids copying them.
const resourceLimits = { maxYoungGenerationSizeMb: 128 };

export type Job =
  | { readonly kind: 'seeds'; readonly seeds: Seeds }
  | { readonly kind: 'fault'; readonly name: string; readonly mostSeeds: number };

export type JobOutcome =
  | { readonly kind: 'seeds'; readonly outcome: SeedsOutcome }
  | { readonly kind: 'fault'; readonly outcome: CaughtFault };

/** Runs the jobs in threads and calls `onOutcome` for each as it ends. Rejects if a thread fails. */
export const runJobs = async (
  jobs: readonly Job[],
  threads: number,
  onOutcome: (outcome: JobOutcome) => void,
): Promise<void> => {
  const waiting = jobs.values();
  await Promise.all(Array.from({ length: Math.min(threads, jobs.length) }, () => runThread(waiting, onOutcome)));
};

const runThread = (waiting: Iterator<Job>, onOutcome: (outcome: JobOutcome) => void): Promise<void> =>
  new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./worker.js', import.meta.url), { resourceLimits });
    const next = (): void => {
      const job = waiting.next();
      if (job.done !== true) worker.postMessage(job.value);
      else void worker.terminate().then(() => resolve(), reject);
    };
    worker.on('message', (outcome: JobOutcome) => {
      onOutcome(outcome);
      next();
    });
    worker.on('error', reject);
    next();
  });
