import {
  categoryOf,
  type Position,
  type SubscribeOptions,
  type Subscription,
  type SubscriptionHandler,
} from '@bookonce/kernel/ports/event-store';

import type { Appended } from './bell.js';
import type { ReadAfter } from './shared-tail.js';

export interface Followed {
  readonly after: ReadAfter;
  /** Calls back when history goes as far as a position, or may have grown; returns how to end that. */
  readonly onAppended: (wake: (appended: Appended | null) => void) => () => void;
}

const DEFAULT_BATCH = 500;
/** A look without being told: what was told of may have been missed. */
const LOOK_EVERY_MS = 500;
/**
 * What was told of may not be visible at once: a transaction that began before it still runs. Looked for again after
 * these waits.
 */
const LOOKS_MS = [1, 2, 4, 8, 16, 32] as const;

/** Follows history page by page. Rejects with what a read or the handler threw; who subscribed begins again. */
export class HistorySubscription implements Subscription {
  readonly done: Promise<void>;
  readonly #categories: ReadonlySet<string> | null;
  readonly #limit: number;
  #at: Position | null;
  #reached: Position | null = null;
  #closed = false;
  #wake: (() => void) | null = null;
  #told = false;
  /** How far history goes, as far as this was told. */
  #expected: Position = '';

  constructor(
    private readonly followed: Followed,
    options: SubscribeOptions,
    private readonly handler: SubscriptionHandler,
    onEnd: (subscription: HistorySubscription) => void,
  ) {
    this.#categories = options.categories === undefined ? null : new Set(options.categories);
    this.#limit = options.maxBatch ?? DEFAULT_BATCH;
    this.#at = options.after;
    const forget = followed.onAppended((appended) => {
      // With what is of no interest it keeps up in its own time.
      if (appended !== null && !this.#concerns(appended)) return;
      if (appended !== null && appended.position > this.#expected) this.#expected = appended.position;
      this.#tell();
    });
    this.done = this.#run().finally(() => {
      forget();
      onEnd(this);
    });
    // Whoever closes need not look at `done`; whoever looks gets the rejection.
    this.done.catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#tell();
    await this.done.catch(() => undefined);
  }

  async #run(): Promise<void> {
    await Promise.resolve();
    for (let looks = 0; !this.#closed;) {
      this.#told = false;
      const page = await this.followed.after(this.#at, this.#limit);
      if (this.#isClosed) return;
      const last = page.at(-1);
      if (last === undefined) {
        await this.#tellReached();
        const isBehind = (this.#at ?? '') < this.#expected;
        await this.#wait((isBehind ? LOOKS_MS[looks] : undefined) ?? LOOK_EVERY_MS);
        looks = this.#told ? 0 : looks + 1;
        continue;
      }
      looks = 0;
      const wanted = page.filter(({ stream }) => this.#categories?.has(categoryOf(stream)) ?? true);
      if (wanted.length > 0) await this.handler.handle(wanted);
      this.#at = last.position;
      if (page.length === this.#limit) continue;
      await this.#tellReached();
      // A short page was the last: it needs no empty one to say so, unless there was word of more meanwhile.
      if (this.#at >= this.#expected) await this.#wait(LOOK_EVERY_MS);
    }
  }

  get #isClosed(): boolean {
    return this.#closed;
  }

  async #tellReached(): Promise<void> {
    if (this.#at === null || this.#at === this.#reached || this.#closed) return;
    this.#reached = this.#at;
    await this.handler.reached?.(this.#at, true);
  }

  #concerns({ categories }: Appended): boolean {
    const wanted = this.#categories;
    return wanted === null || [...categories].some((category) => wanted.has(category));
  }

  #tell(): void {
    this.#told = true;
    this.#wake?.();
  }

  #wait(ms: number): Promise<void> {
    if (this.#told) return Promise.resolve();
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
