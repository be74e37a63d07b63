import type {
  Position,
  StoredEvent,
  SubscribeOptions,
  Subscription,
  SubscriptionHandler,
} from '@bookonce/kernel/ports/event-store';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { ServerEvent } from './client.js';
import { FellBehindError } from './failures.js';
import type { Feed } from './feed.js';
import { Taken } from './taken.js';

/** The log, as one who follows needs it. */
export interface FollowedLog {
  /** Position of the last event of this history. */
  readonly head: () => Promise<Position | null>;
  readonly open: (after: Position | null, buffer: number) => Feed;
  /** Null for what is no event of this history. */
  readonly stored: (event: ServerEvent) => StoredEvent | null;
  /** What a feed failed with; a FellBehindError where it is only to be begun again. */
  readonly failureOf: (error: unknown) => unknown;
  /** A subscription is confirmed within this time. */
  readonly timeoutMs: number;
  readonly noAnswer: () => Error;
}

const DEFAULT_BATCH = 500;
/** So long nothing came: whoever catches up has waited for a fuller batch long enough. */
const IDLE_MS = 2;

/**
 * Follows the log through one subscription of the server after the other: a new one where the server let go of one
 * that did not keep up, at the very event that came last (I12). Ends when the connection is lost.
 *
 * Of categories asked for, what lies between their events is known only from the server's checkpoints, one for
 * 1,024 events looked at, and from where the log ended when it had caught up.
 */
export class LogFollower implements Subscription {
  readonly done: Promise<void>;
  readonly #limit: number;
  /** Handled, or known to be none of its events. */
  #at: Position | null;
  #told: { readonly position: Position; readonly isEnd: boolean } | null = null;
  #closed = false;
  #feed: Feed | null = null;

  constructor(
    private readonly log: FollowedLog,
    options: SubscribeOptions,
    private readonly handler: SubscriptionHandler,
    onEnd: (subscription: LogFollower) => void,
  ) {
    this.#limit = options.maxBatch ?? DEFAULT_BATCH;
    this.#at = options.after;
    this.done = this.#run().finally(() => onEnd(this));
    // Whoever closes need not look at `done`; whoever looks gets the rejection.
    this.done.catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#feed?.close();
    await this.done.catch(() => undefined);
  }

  async #run(): Promise<void> {
    // Never in the caller's stack: the handler may need the subscription that `subscribe` returns.
    await Promise.resolve();
    while (!this.#isClosed) {
      const began = this.#at;
      try {
        await this.#follow();
      } catch (error) {
        // What never gets anywhere is not begun again and again without a pause.
        if (!(error instanceof FellBehindError) || this.#at === began) throw error;
      }
    }
  }

  /** Resolves when it is closed. */
  async #follow(): Promise<void> {
    // Asked for before: when the server says that it has caught up, it has come past this.
    const head = await this.log.head();
    if (this.#isClosed) return;
    const feed = this.log.open(this.#at, this.#limit);
    this.#feed = feed;
    const unconfirmed = setTimeout(() => feed.fail(this.log.noAnswer()), this.log.timeoutMs);
    try {
      await this.#drain(feed, head, () => clearTimeout(unconfirmed));
    } finally {
      clearTimeout(unconfirmed);
      feed.close();
    }
  }

  async #drain(feed: Feed, head: Position | null, onConfirmed: () => void): Promise<void> {
    let caughtUp = false;
    while (!this.#isClosed) {
      const taken = await this.#gather(feed, caughtUp || this.#isPast(head));
      caughtUp ||= taken.caughtUp;
      if (taken.events.length > 0) await this.handler.handle(taken.events);
      if (this.#isClosed) return;
      this.#at = later(this.#at, taken.position);
      if (caughtUp) this.#at = later(this.#at, head);
      // A server that does not tell that it has caught up is at the end when it has come past what was the head.
      const atEnd = taken.isAll && (caughtUp || this.#isPast(head));
      if (atEnd || taken.checkpoint) await this.#tellReached(atEnd);
      if (!taken.isAll) continue;
      await this.#more(feed);
      onConfirmed();
      // What came in one breath is handled in one batch.
      await turn();
    }
  }

  /** Who catches up is in no hurry: as long as more comes it goes into the same batch. */
  async #gather(feed: Feed, isLive: boolean): Promise<Taken> {
    const taken = new Taken();
    for (;;) {
      const before = taken.items;
      taken.isAll = this.#take(feed, taken);
      if (!taken.isAll || isLive || taken.caughtUp || taken.items === before) return taken;
      await wait(IDLE_MS);
    }
  }

  /** Whether it was all that is at hand. */
  #take(feed: Feed, taken: Taken): boolean {
    while (taken.events.length < this.#limit) {
      const item = feed.take();
      if (item === null) return true;
      taken.add(item, this.log.stored);
    }
    return false;
  }

  async #more(feed: Feed): Promise<void> {
    try {
      if (await feed.more()) return;
    } catch (error) {
      throw this.log.failureOf(error);
    }
    if (!this.#isClosed) throw this.log.failureOf(new Error('the subscription ended'));
  }

  async #tellReached(isEnd: boolean): Promise<void> {
    if (this.#at === null || this.#isClosed) return;
    if (this.#at === this.#told?.position && (this.#told.isEnd || !isEnd)) return;
    this.#told = { position: this.#at, isEnd };
    await this.handler.reached?.(this.#at, isEnd);
  }

  #isPast(head: Position | null): boolean {
    return head === null || later(this.#at, head) === this.#at;
  }

  /** It may change while something is waited for. */
  get #isClosed(): boolean {
    return this.#closed;
  }
}

const later = (one: Position | null, other: Position | null): Position | null =>
  one === null || (other !== null && other > one) ? other : one;
