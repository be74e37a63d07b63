import type { BusyReadFailure, BusyTimes } from '@bookonce/kernel/ports/busy-reader';
import { fail, type Result } from '@bookonce/kernel/result';
import type { Worker } from 'node:worker_threads';
import type { ReadingJob } from './reader-thread.js';

export type Reading = Result<BusyTimes, BusyReadFailure>;

const isOutOfMemory = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';

/** A thread that reads one job after the other. It is started when it is needed, also after it was lost. */
export class ReadingThread {
  #worker: Worker | null = null;
  #answer: PromiseWithResolvers<Reading> | null = null;

  /** `startThread` starts a thread that runs `reader-thread.js`. A job that takes longer than `withinMs` ends it. */
  constructor(
    private readonly startThread: () => Worker,
    private readonly withinMs: number,
  ) {}

  /** Rejects if the thread dies of anything but a lack of memory. One job at a time. */
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

  #start(): Worker {
    const worker = this.startThread();
    const lose = (error: unknown): void => {
      // It was ended on purpose.
      if (this.#worker !== worker) return;
      this.#worker = null;
      if (isOutOfMemory(error)) this.#answer?.resolve(fail({ kind: 'tooSlow' }));
      else this.#answer?.reject(error);
    };
    worker.on('message', (reading: Reading) => this.#answer?.resolve(reading));
    worker.on('error', lose);
    worker.on('exit', () => lose(new Error('the thread that reads calendars has ended')));
    return worker;
  }

  async #end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = null;
    await worker?.terminate();
  }
}
