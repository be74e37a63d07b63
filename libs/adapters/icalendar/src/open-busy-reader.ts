import type { BusyReader } from '@bookonce/kernel/ports/busy-reader';
import { Worker } from 'node:worker_threads';
import { ThreadedBusyReader } from './threaded-busy-reader.js';

/** One for calendars that are read while somebody waits, when another one takes its time. */
const THREADS = 2;
const WITHIN_MS = 5_000;
const MOST_INSTANCES = 100_000;
/** A file of 10 MB takes a third of it. */
const MOST_MEMORY_MB = 512;

/** Reads calendars in threads of its own, which are started when they are needed. */
export const openBusyReader = (): BusyReader =>
  new ThreadedBusyReader({
    startThread: () =>
      new Worker(new URL('./reader-thread.js', import.meta.url), {
        resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
      }),
    threads: THREADS,
    withinMs: WITHIN_MS,
    mostInstances: MOST_INSTANCES,
  });
