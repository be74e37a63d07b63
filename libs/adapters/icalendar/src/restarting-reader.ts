import type { BusyReadFailure, BusyTimes } from '@bookonce/kernel/ports/busy-reader';
import { fail, type Result } from '@bookonce/kernel/result';
import type { ReadingJob } from './reader-thread.js';

export type Reading = Result<BusyTimes, BusyReadFailure>;

export const isOutOfMemory = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

export interface WorkerEvents {
  message: [reading: Reading];
  error: [error: unknown];
  exit: [code: number];
}

/** A thread of this process, or a process of its own, that runs `reader-thread.js`. */
export interface ReadingWorker {
  postMessage(job: ReadingJob): void;
  on<Name extends keyof WorkerEvents>(name: Name, listener: (...args: WorkerEvents[Name]) => void): unknown;
  /** Ends it at once, also in the midst of a job. */
  terminate(): Promise<unknown>;
}

/** Reads one job after the other. Its worker is started when it is needed, also after it was lost. */
export class RestartingReader {
  #worker: ReadingWorker | null = null;
  #answer: PromiseWithResolvers<Reading> | null = null;

  /** A job that takes longer than `withinMs` ends its worker. */
  constructor(
    private readonly startWorker: () => ReadingWorker,
    private readonly withinMs: number,
  ) {}

  /** Rejects if the worker dies of anything but a lack of memory. One job at a time. */
  read(job: ReadingJob): Promise<Reading> {
    const answer = Promise.withResolvers<Reading>();
    this.#answer = answer;
    this.#worker ??= this.#start();
    this.#worker.postMessage(job);
    const timer = setTimeout(() => {
      answer.resolve(fail({ kind: 'tooSlow' }));
      void this.#end();
    }, this.withinMs);
    return answer.promise.finally(() => clearTimeout(timer));
  }

  /** Rejects the job in flight. */
  async close(): Promise<void> {
    this.#answer?.reject(new Error('the reader of busy times is closed'));
    await this.#end();
  }

  #start(): ReadingWorker {
    const worker = this.startWorker();
    const lose = (error: unknown): void => {
      // It was ended on purpose.
      if (this.#worker !== worker) return;
      this.#worker = null;
      if (isOutOfMemory(error)) this.#answer?.resolve(fail({ kind: 'tooSlow' }));
      else this.#answer?.reject(error);
    };
    worker.on('message', (reading) => this.#answer?.resolve(reading));
    worker.on('error', lose);
    worker.on('exit', () => lose(new Error('the worker that reads calendars has ended')));
    return worker;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}
