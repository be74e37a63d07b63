import type {
  Position,
  StoredEvent,
  SubscribeOptions,
  Subscription,
  SubscriptionHandler,
} from '@bookonce/kernel/ports/event-store';

const DIGITS = 16;

/** A gapless global number (from 1) as text that sorts like the number. */
export const positionText = (number: number): Position => number.toString().padStart(DIGITS, '0');

export const positionNumber = (position: Position | null): number => (position === null ? 0 : Number(position));

export interface LogPage {
  /** The page's events of the categories asked for, in order. */
  readonly events: readonly StoredEvent[];
  /** Everything up to this number has been looked at. */
  readonly scannedTo: number;
}

/** A gapless log, as a subscription needs it. */
export interface Log {
  /** Number of the last event that is safe to show; 0 when there is none. */
  head(): number;
  /** A promise only where the page takes its time: nothing is waited for that is at hand. */
  readAfter(number: number, limit: number, categories: ReadonlySet<string> | null): LogPage | Promise<LogPage>;
}

const DEFAULT_BATCH = 500;

/** Follows a log: what is there first, then what is appended, one batch at a time (I12). */
export class LogSubscription implements Subscription {
  readonly done: Promise<void>;
  readonly #categories: ReadonlySet<string> | null;
  readonly #limit: number;
  #at: number;
  #reached = -1;
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
    // Whoever closes need not look at `done`; whoever looks gets the rejection.
    this.done.catch(() => undefined);
  }

  /** Something was appended. */
  notify(): void {
    const wake = this.#wake;
    this.#wake = null;
    wake?.();
  }

  async close(): Promise<void> {
    this.#endWith(null);
    await this.done.catch(() => undefined);
  }

  /** What it follows is lost: `done` rejects with this when nothing is in hand any more. */
  fail(cause: Error): void {
    this.#endWith(cause);
  }

  #endWith(cause: Error | null): void {
    this.#end ??= { cause };
    this.notify();
  }

  async #run(): Promise<void> {
    // Never in the caller's stack: the handler may need the subscription that `subscribe` returns.
    await Promise.resolve();
    while (this.#end === null) {
      const read = this.log.readAfter(this.#at, this.#limit, this.#categories);
      const page = read instanceof Promise ? await read : read;
      if (this.#end !== null) break;
      if (page.events.length > 0) await this.handler.handle(page.events);
      this.#at = page.scannedTo;
      if (this.#end !== null || this.#at < this.log.head()) continue;
      await this.#tellReached();
      if (this.#end !== null || this.#at < this.log.head()) continue;
      await new Promise<void>((wake) => {
        this.#wake = wake;
      });
    }
    if (this.#end.cause !== null) throw this.#end.cause;
  }

  async #tellReached(): Promise<void> {
    if (this.#at === 0 || this.#at === this.#reached) return;
    this.#reached = this.#at;
    await this.handler.reached?.(positionText(this.#at), true);
  }
}

/** What `subscribe` gives where there is nothing to follow any more. */
export const noSubscription = (reason: Error): Subscription => {
  const done = Promise.reject(reason);
  // Whoever closes need not look at `done`; whoever looks gets the rejection.
  done.catch(() => undefined);
  return { done, close: () => Promise.resolve() };
};
