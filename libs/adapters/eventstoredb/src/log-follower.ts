import type {
  Position,
  StoredEvent,
  SubscribeOptions,
  Subscription,
  SubscriptionHandler,
} from '@bookonce/kernel/ports/event-store';
import { unreachable } from '@bookonce/kernel/result';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import type { ServerEvent } from './client.js';
import { FellBehindError } from './failures.js';
import type { Feed, FeedItem } from './feed.js';
import { positionText } from './position.js';

/** A batch in the making, and the position it reaches. */
class FollowedBatch {
  readonly events: StoredEvent[] = [];
  items = 0;
  /** The position of the last item that has one. */
  position: Position | null = null;
  caughtUp = false;
  checkpoint = false;
  /** True if no more items are available. */
  isComplete = false;

  add(item: FeedItem, stored: (event: ServerEvent) => StoredEvent | null): void {
    this.items += 1;
    switch (item.kind) {
      case 'event': {
        const event = stored(item.event);
        if (event !== null) this.events.push(event);
        this.position = positionText(item.event.position);
        return;
      }
      case 'checkpoint':
        // A position between two events: resuming there, the server would skip the next event if the filter does not
        // match it.
        if (item.position.commit !== item.position.prepare) return;
        this.checkpoint = true;
        this.position = positionText(item.position);
        return;
      case 'caughtUp':
        this.caughtUp = true;
        return;
      default:
        unreachable(item);
    }
  }
}

/** The log, as a follower needs it. */
export interface FollowedLog {
  /** The position of the last event of this history. */
  readonly head: () => Promise<Position | null>;
  readonly open: (after: Position | null, buffer: number) => Feed;
  /** Null for events that do not belong to this history. */
  readonly stored: (event: ServerEvent) => StoredEvent | null;
  /** Converts a feed's error; a FellBehindError if the subscription only has to be restarted. */
  readonly failureOf: (error: unknown) => unknown;
  /** The time-out for the confirmation of a subscription. */
  readonly timeoutMs: number;
  readonly noAnswer: () => Error;
}

const DEFAULT_BATCH = 500;
/** While catching up, a batch is handed on after this idle time even if it is not full. */
const IDLE_MS = 2;

/**
 * Follows the log through successive subscriptions of the server. If the server drops a slow one, a new one starts
 * right after the last event (I12). Ends when the connection is lost. With a category filter, positions between
 * matching events are known only from the server's checkpoints, one per 1,024 examined events, and from the end of the
 * log after catching up.
 */
export class LogFollower implements Subscription {
  readonly done: Promise<void>;
  readonly #limit: number;
  /** Everything up to here is handled, or filtered out. */
  #at: Position | null;
  #reported: { readonly position: Position; readonly isEnd: boolean } | null = null;
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
    // Avoids an unhandled rejection if `done` is never awaited.
    this.done.catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#feed?.close();
    await this.done.catch(() => undefined);
  }

  async #run(): Promise<void> {
    // Leaves the caller's stack first: the handler may need the subscription that `subscribe` returns.
    await Promise.resolve();
    while (!this.#isClosed) {
      const began = this.#at;
      try {
        await this.#follow();
      } catch (error) {
        // A subscription that makes no progress is not restarted, which would be a busy loop.
        if (!(error instanceof FellBehindError) || this.#at === began) throw error;
      }
    }
  }

  /** Resolves when it is closed. */
  async #follow(): Promise<void> {
    // Read first: when the server reports that it has caught up, it is past this position.
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
      const batch = await this.#collect(feed, caughtUp || this.#isPast(head));
      caughtUp ||= batch.caughtUp;
      if (batch.events.length > 0) await this.handler.handle(batch.events);
      if (this.#isClosed) return;
      this.#at = later(this.#at, batch.position);
      if (caughtUp) this.#at = later(this.#at, head);
      // A server that does not report catching up has reached the end once it is past the head read at the start.
      const atEnd = batch.isComplete && (caughtUp || this.#isPast(head));
      if (atEnd || batch.checkpoint) await this.#reportReached(atEnd);
      if (!batch.isComplete) continue;
      await this.#waitForMore(feed);
      onConfirmed();
      // Items that arrive together form one batch.
      await turn();
    }
  }

  /** While catching up, collects items into full batches as long as more arrive. */
  async #collect(feed: Feed, isLive: boolean): Promise<FollowedBatch> {
    const batch = new FollowedBatch();
    for (;;) {
      const before = batch.items;
      batch.isComplete = this.#fill(feed, batch);
      if (!batch.isComplete || isLive || batch.caughtUp || batch.items === before) return batch;
      await wait(IDLE_MS);
    }
  }

  /** Returns true if all available items were batch. */
  #fill(feed: Feed, batch: FollowedBatch): boolean {
    while (batch.events.length < this.#limit) {
      const item = feed.take();
      if (item === null) return true;
      batch.add(item, this.log.stored);
    }
    return false;
  }

  async #waitForMore(feed: Feed): Promise<void> {
    try {
      if (await feed.more()) return;
    } catch (error) {
      throw this.log.failureOf(error);
    }
    if (!this.#isClosed) throw this.log.failureOf(new Error('the subscription ended'));
  }

  async #reportReached(isEnd: boolean): Promise<void> {
    if (this.#at === null || this.#isClosed) return;
    if (this.#at === this.#reported?.position && (this.#reported.isEnd || !isEnd)) return;
    this.#reported = { position: this.#at, isEnd };
    await this.handler.reached?.(this.#at, isEnd);
  }

  #isPast(head: Position | null): boolean {
    return head === null || later(this.#at, head) === this.#at;
  }

  /** A getter, because the value may change during an await. */
  get #isClosed(): boolean {
    return this.#closed;
  }
}

const later = (one: Position | null, other: Position | null): Position | null =>
  one === null || (other !== null && other > one) ? other : one;
