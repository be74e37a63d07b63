import type { BusyQuery, BusyReader } from '@bookonce/kernel/ports/busy-reader';
import type { Worker } from 'node:worker_threads';
import type { ReadingJob } from './reader-thread.js';
import { type Reading, ReadingThread } from './reading-thread.js';

export interface ThreadedBusyReaderOptions {
  /** Starts a thread that runs `reader-thread.js`. */
  readonly startThread: () => Worker;
  /** How many readings run at a time. A calendar that takes long holds up one thread. */
  readonly threads: number;
  /** Limit of one reading in ms of real time, without its wait for a thread. */
  readonly withinMs: number;
  /** Busy instances of one reading. */
  readonly mostInstances: number;
}

interface Waiting {
  readonly job: ReadingJob;
  readonly resolve: (reading: Reading) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Reads calendars in threads, so that a large one does not delay bookings. A reading that takes too long is ended with
 * its thread. Readings wait for a free thread in the order of their calls.
 */
export class ThreadedBusyReader implements BusyReader {
  readonly #threads: readonly ReadingThread[];
  readonly #idle: ReadingThread[];
  readonly #waiting: Waiting[] = [];
  #isClosed = false;

  constructor(private readonly options: ThreadedBusyReaderOptions) {
    const { threads, startThread, withinMs } = options;
    this.#threads = Array.from({ length: threads }, () => new ReadingThread(startThread, withinMs));
    this.#idle = [...this.#threads];
  }

  busyTimes(texts: readonly string[], query: BusyQuery): Promise<Reading> {
    const { mostInstances } = this.options;
    return new Promise((resolve, reject) => {
      this.#waiting.push({ job: { texts, query, mostInstances }, resolve, reject });
      this.#assign();
    });
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    this.#assign();
    await Promise.all(this.#threads.map((thread) => thread.close()));
  }

  #assign(): void {
    if (this.#isClosed)
      for (const { reject } of this.#waiting.splice(0)) reject(new Error('the reader of busy times is closed'));
    while (this.#waiting.length > 0) {
      const thread = this.#idle.pop();
      const next = thread === undefined ? undefined : this.#waiting.shift();
      if (thread === undefined || next === undefined) return;
      void this.#run(thread, next);
    }
  }

  async #run(thread: ReadingThread, { job, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve(await thread.read(job));
    } catch (error) {
      reject(error);
    }
    this.#idle.push(thread);
    this.#assign();
  }
}
