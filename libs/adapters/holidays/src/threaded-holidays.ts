import type {
  HolidayCountry,
  HolidayQuery,
  PlaceHolidays,
  PublicHolidays,
} from '@bookonce/kernel/ports/public-holidays';
import type { Worker } from 'node:worker_threads';
import type { HolidayAnswer, HolidayJob, HolidayQuestion } from './holiday-thread.js';

export interface ThreadedHolidaysOptions {
  /** Starts a thread that runs `holiday-thread.js`. */
  readonly startThread: () => Worker;
  /** Limit of one answer in ms of real time, the start of the thread included. */
  readonly withinMs: number;
  /** The thread ends after so many ms without a question, and its memory with it. */
  readonly idleMs: number;
}

interface Asked {
  readonly resolve: (answer: unknown) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Asks a thread, because the rules of all countries take a while to load and some megabytes. It is started by the first
 * question, and again after it was lost or has ended for lack of questions.
 */
export class ThreadedHolidays implements PublicHolidays {
  #worker: Worker | null = null;
  readonly #asked = new Map<number, Asked>();
  #numbers = 0;
  #idle: NodeJS.Timeout | undefined;
  #isClosed = false;

  constructor(private readonly options: ThreadedHolidaysOptions) {}

  countries(language: string): Promise<readonly HolidayCountry[]> {
    return this.#ask({ ask: 'countries', language }) as Promise<readonly HolidayCountry[]>;
  }

  days(query: HolidayQuery): Promise<PlaceHolidays | null> {
    return this.#ask({ ask: 'days', query }) as Promise<PlaceHolidays | null>;
  }

  async close(): Promise<void> {
    this.#isClosed = true;
    await this.#end(new Error('the public holidays are closed'));
  }

  async #ask(question: HolidayQuestion): Promise<unknown> {
    if (this.#isClosed) throw new Error('the public holidays are closed');
    clearTimeout(this.#idle);
    const { promise, resolve, reject } = Promise.withResolvers<unknown>();
    const number = (this.#numbers += 1);
    this.#asked.set(number, { resolve, reject });
    this.#worker ??= this.#start();
    this.#worker.postMessage({ number, question } satisfies HolidayJob);
    const late = new Error(`no public holidays within ${this.options.withinMs} ms`);
    const deadline = setTimeout(() => void this.#end(late), this.options.withinMs);
    try {
      return await promise;
    } finally {
      clearTimeout(deadline);
      this.#asked.delete(number);
      this.#restIfIdle();
    }
  }

  #restIfIdle(): void {
    if (this.#asked.size > 0 || this.#isClosed) return;
    clearTimeout(this.#idle);
    this.#idle = setTimeout(() => void this.#end(new Error('the thread was idle')), this.options.idleMs);
    this.#idle.unref();
  }

  #start(): Worker {
    const worker = this.options.startThread();
    const lose = (error: unknown): void => {
      // It was ended on purpose.
      if (this.#worker !== worker) return;
      this.#worker = null;
      this.#rejectAll(error);
    };
    worker.on('message', ({ number, answer }: HolidayAnswer) => this.#asked.get(number)?.resolve(answer));
    worker.on('error', lose);
    worker.on('exit', () => lose(new Error('the thread of the public holidays has ended')));
    return worker;
  }

  /** Rejects what was asked: a thread that is late with one answer is late with all. */
  async #end(reason: Error): Promise<void> {
    clearTimeout(this.#idle);
    const worker = this.#worker;
    this.#worker = null;
    this.#rejectAll(reason);
    await worker?.terminate();
  }

  #rejectAll(error: unknown): void {
    for (const { reject } of this.#asked.values()) reject(error);
  }
}
