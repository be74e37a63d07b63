import { Worker } from 'node:worker_threads';
import type { CaughtFault } from '../faults/catch-fault.js';
import type { Seeds, SeedsOutcome } from './seeds.js';

// Much is made and forgotten in a run: with room for it, little is copied.
const resourceLimits = { maxYoungGenerationSizeMb: 128 };

export type Job =
  | { readonly kind: 'seeds'; readonly seeds: Seeds }
  | { readonly kind: 'fault'; readonly name: string; readonly mostSeeds: number };

export type JobOutcome =
  | { readonly kind: 'seeds'; readonly outcome: SeedsOutcome }
  | { readonly kind: 'fault'; readonly outcome: CaughtFault };

/** Hands the jobs to threads; each outcome is told as it comes. Rejects when a thread fails. */
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
