import { deliver } from '@bookonce/adapter-storage/log/stored-form';
import {
  categoryOf,
  DamagedEventError,
  type EventPlace,
  placeOf,
  type Position,
  type SubscribeOptions,
  type Subscription,
  type SubscriptionHandler,
} from '@bookonce/kernel/ports/event-store';

import type { Appended } from './notify-listener.js';
import type { ReadAfter } from './shared-tail.js';

export interface HistorySource {
  readonly after: ReadAfter;
  /** Calls back when history reaches a position, or may have grown. Returns a function that unsubscribes. */
  readonly onAppended: (wake: (appended: Appended | null) => void) => () => void;
}

const DEFAULT_BATCH = 500;
/** Polling interval for appends whose notification was lost. */
const POLL_EVERY_MS = 500;
/**
 * Pauses before re-reading an announced append that is not visible yet, because an older transaction still runs.
 */
const RECHECK_AFTER_MS = [1, 2, 4, 8, 16, 32] as const;

/** Follows history page by page. `done` rejects with an error of a read or the handler; the subscriber starts over. */
export class HistorySubscription implements Subscription {
  readonly done: Promise<void>;
  readonly #categories: ReadonlySet<string> | null;
  readonly #limit: number;
  #at: Position | null;
  /** The event at that position; null before the first page, and if it is damaged. */
  #last: EventPlace | null = null;
  #reached: Position | null = null;
  #closed = false;
  #wake: (() => void) | null = null;
  #isWoken = false;
  /** The furthest announced position of the wanted categories. */
  #expected: Position = '';

  constructor(
    private readonly source: HistorySource,
    options: SubscribeOptions,
    private readonly handler: SubscriptionHandler,
    onEnd: (subscription: HistorySubscription) => void,
  ) {
    this.#categories = options.categories === undefined ? null : new Set(options.categories);
    this.#limit = options.maxBatch ?? DEFAULT_BATCH;
    this.#at = options.after;
    const unsubscribe = source.onAppended((appended) => {
      // Other categories need no wake-up; polling keeps up with them.
      if (appended !== null && !this.#concerns(appended)) return;
      if (appended !== null && appended.position > this.#expected) this.#expected = appended.position;
      this.#wakeUp();
    });
    this.done = this.#run().finally(() => {
      unsubscribe();
      onEnd(this);
    });
    // Callers that await `done` get the rejection. It must not count as unhandled for the others.
    this.done.catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#wakeUp();
    await this.done.catch(() => undefined);
  }

  async #run(): Promise<void> {
    await Promise.resolve();
    for (let rechecks = 0; !this.#closed;) {
      this.#isWoken = false;
      const page = await this.source.after(this.#at, this.#limit);
      if (this.#isClosed) return;
      const last = page.at(-1);
      if (last === undefined) {
        await this.#reportReached();
        const isBehind = (this.#at ?? '') < this.#expected;
        await this.#wait((isBehind ? RECHECK_AFTER_MS[rechecks] : undefined) ?? POLL_EVERY_MS);
        rechecks = this.#isWoken ? 0 : rechecks + 1;
        continue;
      }
      rechecks = 0;
      const wanted = page.filter(({ stream }) => this.#categories?.has(categoryOf(stream)) ?? true);
      await deliver(this.handler, wanted, () => !this.#closed);
      this.#at = last.position;
      this.#last = last instanceof DamagedEventError ? null : placeOf(last);
      if (page.length === this.#limit) continue;
      await this.#reportReached();
      // A short page is the last one, unless more was announced meanwhile; no empty page needs to be read.
      if (this.#at >= this.#expected) await this.#wait(POLL_EVERY_MS);
    }
  }

  get #isClosed(): boolean {
    return this.#closed;
  }

  async #reportReached(): Promise<void> {
    if (this.#at === null || this.#at === this.#reached || this.#closed) return;
    this.#reached = this.#at;
    await this.handler.reached?.(this.#at, true, this.#last ?? undefined);
  }

  #concerns({ categories }: Appended): boolean {
    const wanted = this.#categories;
    return wanted === null || [...categories].some((category) => wanted.has(category));
  }

  #wakeUp(): void {
    this.#isWoken = true;
    this.#wake?.();
  }

  #wait(ms: number): Promise<void> {
    if (this.#isWoken) return Promise.resolve();
    return new Promise((resolve) => {
      const timeout = setTimeout(resolve, ms);
      this.#wake = () => {
        clearTimeout(timeout);
        this.#wake = null;
        resolve();
      };
    });
  }
}
