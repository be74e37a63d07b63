import { Worker } from 'node:worker_threads';
import type { ProgramMessage } from './reader-process.js';
import type { ReadingJob } from './reader-thread.js';
import { isOutOfMemory, type Reading } from './restarting-reader.js';

/**
 * The program of a reader's process: passes jobs to `reader-thread.js`, so that it notices the end of its parent while
 * it reads. Its argument is the heap limit of the thread in MB.
 */
const thread = new Worker(new URL('./reader-thread.js', import.meta.url), {
  resourceLimits: { maxOldGenerationSizeMb: Number(process.argv[2]) },
});

const send = (message: ProgramMessage, onSent: () => void = () => undefined): void => {
  process.send?.(message, undefined, undefined, onSent);
};

process.on('message', (job: ReadingJob) => thread.postMessage(job));
process.on('disconnect', () => process.exit());
// Ctrl+C reaches all processes of a terminal. The parent ends this one when it no longer needs it.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => undefined);

thread.on('message', (reading: Reading) => send({ kind: 'read', reading }));
thread.on('error', (error) => {
  const text = error instanceof Error ? error.message : String(error);
  send(isOutOfMemory(error) ? { kind: 'outOfMemory' } : { kind: 'failed', text }, () => process.exit(1));
});
