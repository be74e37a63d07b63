import type { BusyQuery } from '@bookonce/kernel/ports/busy-reader';
import { parentPort } from 'node:worker_threads';
import { readBusyTimes } from './read-busy-times.js';

/** A message to the thread. The answer is the result of `readBusyTimes`. */
export interface ReadingJob {
  readonly texts: readonly string[];
  readonly query: BusyQuery;
  readonly mostInstances: number;
}

parentPort?.on('message', ({ texts, query, mostInstances }: ReadingJob) => {
  parentPort?.postMessage(readBusyTimes(texts, query, mostInstances));
});
