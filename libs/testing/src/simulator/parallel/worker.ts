import { parentPort } from 'node:worker_threads';
import { catchFault } from '../faults/catch-fault.js';
import { simulateSeeds, type Job, type JobOutcome } from './jobs.js';

// Lost messages are errors by the million, and nothing reads their stacks.
Error.stackTraceLimit = 0;

const run = async (job: Job): Promise<JobOutcome> =>
  job.kind === 'seeds'
    ? { kind: 'seeds', outcome: await simulateSeeds(job.seeds) }
    : { kind: 'fault', outcome: await catchFault(job.name, job.mostSeeds) };

parentPort?.on('message', (job: Job) => {
  run(job).then(
    (outcome) => parentPort?.postMessage(outcome),
    (error: unknown) => {
      // A bug of the simulator: the worker fails, and so does `runJobs`.
      throw error;
    },
  );
});
