import type { BusyQuery, BusyReader } from '@bookonce/kernel/ports/busy-reader';
import type { ReadingJob } from './reader-thread.js';
import { type Reading, RestartingReader, type ReadingWorker } from './restarting-reader.js';

export interface PooledBusyReaderOptions {
  /** Starts a worker that runs `reader-thread.js`. */
  readonly startWorker: () => ReadingWorker;
  /** How many readings run at a time. A calendar that takes long holds up one worker. */
  readonly workers: number;
  /** Limit of one reading in ms of real time, without its wait for a worker. */
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
 * Reads calendars in workers, so that a large one does not delay bookings. A reading that takes too long is ended with
 * its worker. Readings wait for a free worker in the order of their calls.
 */
export class PooledBusyReader implements BusyReader {
  readonly #readers: readonly RestartingReader[];
  readonly #idle: RestartingReader[];
  readonly #waiting: Waiting[] = [];
  #isClosed = false;

  constructor(private readonly options: PooledBusyReaderOptions) {
    const { workers, startWorker, withinMs } = options;
    this.#readers = Array.from({ length: workers }, () => new RestartingReader(startWorker, withinMs));
    this.#idle = [...this.#readers];
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
    await Promise.all(this.#readers.map((reader) => reader.close()));
  }

  #assign(): void {
    if (this.#isClosed)
      for (const { reject } of this.#waiting.splice(0)) reject(new Error('the reader of busy times is closed'));
    while (this.#waiting.length > 0) {
      const reader = this.#idle.pop();
      const next = reader === undefined ? undefined : this.#waiting.shift();
      if (reader === undefined || next === undefined) return;
      void this.#run(reader, next);
    }
  }

  async #run(reader: RestartingReader, { job, resolve, reject }: Waiting): Promise<void> {
    try {
      resolve(await reader.read(job));
    } catch (error) {
      reject(error);
    }
    this.#idle.push(reader);
    this.#assign();
  }
}
