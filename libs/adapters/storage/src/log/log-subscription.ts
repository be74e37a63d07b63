import type {
  EventPlace,
  Position,
  SubscribeOptions,
  Subscription,
  SubscriptionHandler,
} from '@bookonce/kernel/ports/event-store';
import { deliver, type ReadEvent } from './stored-form.js';

const DIGITS = 16;

/** Returns a gapless global number (from 1) as text that sorts like the number. */
export const positionText = (number: number): Position => number.toString().padStart(DIGITS, '0');

export const positionNumber = (position: Position | null): number => (position === null ? 0 : Number(position));

export interface LogPage {
  /** The page's events of the wanted categories, in order. */
  readonly events: readonly ReadEvent[];
  /** Every event up to this number was scanned. */
  readonly scannedTo: number;
  /** The event at that number, of any category; null if nothing was scanned. */
  readonly last: EventPlace | null;
}

/** A gapless log, as seen by a subscription. */
export interface Log {
  /** Number of the last event that may be shown; 0 if there is none. */
  head(): number;
  /** Returns a promise only if the page is not in memory, which avoids needless turns of the event loop. */
  readAfter(number: number, limit: number, categories: ReadonlySet<string> | null): LogPage | Promise<LogPage>;
}

const DEFAULT_BATCH = 500;

/** Follows a log: first the stored events, then new ones, one batch at a time (I12). */
export class LogSubscription implements Subscription {
  readonly done: Promise<void>;
  readonly #categories: ReadonlySet<string> | null;
  readonly #limit: number;
  #at: number;
  #reached = -1;
  #last: EventPlace | null = null;
  #end: { readonly cause: Error | null } | null = null;
  #wake: (() => void) | null = null;

  constructor(
    private readonly log: Log,
    options: SubscribeOptions,
    private readonly handler: SubscriptionHandler,
    private readonly onEnd: (subscription: LogSubscription) => void,
  ) {
    this.#categories = options.categories === undefined ? null : new Set(options.categories);
    this.#limit = options.maxBatch ?? DEFAULT_BATCH;
    this.#at = positionNumber(options.after);
    this.done = this.#run().finally(() => this.onEnd(this));
    // Callers that await `done` get the rejection. It must not count as unhandled for the others.
    this.done.catch(() => undefined);
  }

  /** Called after an append. */
  notify(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }

  async close(): Promise<void> {
    this.#endWith(null);
    await this.done.catch(() => undefined);
  }

  /** Called when the log is lost: `done` rejects with the cause once no batch is in flight. */
  fail(cause: Error): void {
    this.#endWith(cause);
  }

  #endWith(cause: Error | null): void {
    this.#end ??= { cause };
    this.notify();
  }

  async #run(): Promise<void> {
    // Never synchronously: the handler may need the subscription that `subscribe` returns.
    await Promise.resolve();
    while (this.#end === null) {
      const read = this.log.readAfter(this.#at, this.#limit, this.#categories);
      const page = read instanceof Promise ? await read : read;
      if (this.#end !== null) break;
      await deliver(this.handler, page.events, () => this.#end === null);
      this.#at = page.scannedTo;
      this.#last = page.last ?? this.#last;
      if (this.#end !== null || this.#at < this.log.head()) continue;
      await this.#reportReached();
      if (this.#end !== null || this.#at < this.log.head()) continue;
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    if (this.#end.cause !== null) throw this.#end.cause;
  }

  async #reportReached(): Promise<void> {
    if (this.#at === 0 || this.#at === this.#reached) return;
    this.#reached = this.#at;
    await this.handler.reached?.(positionText(this.#at), true, this.#last ?? undefined);
  }
}

/** Returns a subscription that has failed already, for a store that is closed or lost. */
export const noSubscription = (reason: Error): Subscription => {
  const done = Promise.reject(reason);
  // Callers that await `done` get the rejection. It must not count as unhandled for the others.
  done.catch(() => undefined);
  return { done, close: () => Promise.resolve() };
};
