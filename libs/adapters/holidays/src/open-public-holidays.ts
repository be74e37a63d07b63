import type { PublicHolidays } from '@bookonce/kernel/ports/public-holidays';
import { Worker } from 'node:worker_threads';
import { ThreadedHolidays } from './threaded-holidays.js';

const WITHIN_MS = 10_000;
const IDLE_MS = 60_000;
const MOST_MEMORY_MB = 256;

/** The public holidays of the package `date-holidays`, which is loaded in a thread of its own once somebody asks. */
export const openPublicHolidays = (): PublicHolidays =>
  new ThreadedHolidays({
    startThread: () =>
      new Worker(new URL('./holiday-thread.js', import.meta.url), {
        resourceLimits: { maxOldGenerationSizeMb: MOST_MEMORY_MB },
      }),
    withinMs: WITHIN_MS,
    idleMs: IDLE_MS,
  });
