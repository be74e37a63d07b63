import { deliver, type ReadEvent } from '@bookonce/adapter-storage/log/stored-form';
import { laterPosition } from '@bookonce/kernel/later-position';
import type { Position, SubscribeOptions, Subscription, SubscriptionHandler } from '@bookonce/kernel/ports/event-store';
import { unreachable } from '@bookonce/kernel/result';
import { setImmediate as turn, setTimeout as wait } from 'node:timers/promises';
import { FellBehindError } from './failures.js';
import type { Feed, FeedItem } from './feed.js';
import type { LogTail, ServerLog, SharedTail } from './log-tail.js';
import { positionText, resumablePosition } from './position.js';

/** A batch in the making, and the position it reaches. */
class FollowedBatch {
  readonly events: ReadEvent[] = [];
  items = 0;
  /** The position of the last item that has one. */
  position: Position | null = null;
  caughtUp = false;
  checkpoint = false;
  /** True if no more items are available. */
  isComplete = false;

  add(item: FeedItem, stored: ServerLog['stored']): void {
    this.items += 1;
    switch (item.kind) {
      case 'event': {
        const event = stored(item.event);
        if (event !== null) this.events.push(event);
        this.position = positionText(item.event.position);
        return;
      }
      case 'checkpoint': {
        const position = resumablePosition(item.position);
        if (position === null) return;
        this.checkpoint = true;
        this.position = position;
        return;
      }
      case 'caughtUp':
        this.caughtUp = true;
        return;
      default:
        unreachable(item);
    }
  }
}

const DEFAULT_BATCH = 500;
/** While catching up, a batch is handed on after this idle time even if it is not full. */
const IDLE_MS = 2;
/** Progress in other categories alone is reported this late, because handlers store each report. */
const PROGRESS_MS = 100;

/**
 * Follows the log. A follower that is live reads the tail that all followers of the process share, and so learns at once
 * how far the log has come. A follower that is behind reads by a subscription of its own until the tail reaches back to
 * it. If the server drops a slow subscription, a new one starts right after the last event (I12). Ends when the connection
 * is lost.
 */
export class LogFollower implements Subscription {
  readonly done: Promise<void>;
  readonly #limit: number;
  readonly #categories: ReadonlySet<string> | null;
  /** Everything up to here is handled, or filtered out. */
  #at: Position | null;
  #reported: { readonly position: Position; readonly isEnd: boolean } | null = null;
  #closed = false;
  #wake: (() => void) | null = null;
  #feed: Feed | null = null;

  constructor(
    private readonly log: ServerLog,
    private readonly shared: SharedTail,
    private readonly options: SubscribeOptions,
    private readonly handler: SubscriptionHandler,
    onEnd: (subscription: LogFollower) => void,
  ) {
    this.#limit = options.maxBatch ?? DEFAULT_BATCH;
    this.#categories = options.categories === undefined ? null : new Set(options.categories);
    this.#at = options.after;
    this.done = this.#run().finally(() => onEnd(this));
    // Avoids an unhandled rejection if `done` is never awaited.
    this.done.catch(() => undefined);
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#wake?.();
    this.#feed?.close();
    await this.done.catch(() => undefined);
  }

  async #run(): Promise<void> {
    // Leaves the caller's stack first: the handler may need the subscription that `subscribe` returns.
    await Promise.resolve();
    while (!this.#isClosed) {
      const tail = await this.shared.open();
      if (this.#isClosed) return;
      if (tail.reachesBackTo(this.#at)) await this.#followTail(tail);
      else await this.#catchUpWith(tail);
    }
  }

  /** Resolves when it is closed, or has fallen so far behind that it has to read by itself. */
  async #followTail(tail: LogTail): Promise<void> {
    while (!this.#isClosed && tail.reachesBackTo(this.#at)) {
      const { version } = tail;
      const page = tail.after(this.#at, this.#categories, this.#limit);
      await deliver(this.handler, page.events, () => !this.#closed);
      if (this.#isClosed) return;
      this.#at = laterPosition(this.#at, page.position);
      if (!page.isComplete || version !== tail.version) continue;
      await this.#reportReached(tail.isAtEnd);
      await this.#waitForNews(tail, version);
    }
  }

  /** Resolves when there are events of its categories, or a moment after there was any other progress. */
  async #waitForNews(tail: LogTail, seen: number): Promise<void> {
    await this.#unlessClosed(tail.changedSince(seen));
    const late = wait(PROGRESS_MS, true, { ref: false });
    while (!this.#isClosed && tail.reachesBackTo(this.#at)) {
      const { version } = tail;
      if (tail.after(this.#at, this.#categories, 1).events.length > 0) return;
      if ((await this.#unlessClosed(Promise.race([late, tail.changedSince(version)]))) === true) return;
    }
  }

  /** Resolves when the tail may reach back to this follower, or when it is closed. */
  async #catchUpWith(tail: LogTail): Promise<void> {
    const began = this.#at;
    // Taken first: when the server reports that it has caught up, it is past this position.
    const goal = tail.position;
    const feed = this.log.open(this.#at, this.options.categories, this.#limit);
    this.#feed = feed;
    const unconfirmed = setTimeout(() => feed.fail(this.log.noAnswer()), this.log.timeoutMs);
    try {
      await this.#drain(feed, { tail, goal }, () => clearTimeout(unconfirmed));
    } catch (error) {
      // A subscription that makes no progress is not restarted, which would be a busy loop.
      if (!(error instanceof FellBehindError) || this.#at === began) throw error;
    } finally {
      clearTimeout(unconfirmed);
      this.#feed = null;
      feed.close();
    }
  }

  async #drain(
    feed: Feed,
    { tail, goal }: { readonly tail: LogTail; readonly goal: Position | null },
    onConfirmed: () => void,
  ): Promise<void> {
    while (!this.#isClosed) {
      const batch = await this.#collect(feed);
      await deliver(this.handler, batch.events, () => !this.#closed);
      if (this.#isClosed) return;
      this.#at = laterPosition(this.#at, batch.position);
      if (batch.caughtUp) this.#at = laterPosition(this.#at, goal);
      // A server that does not report catching up has reached the end once it is past the goal.
      if (batch.caughtUp || tail.reachesBackTo(this.#at) || laterPosition(goal, this.#at) === this.#at) return;
      if (batch.checkpoint) await this.#reportReached(false);
      if (!batch.isComplete) continue;
      await this.#waitForMore(feed);
      onConfirmed();
      // Items that arrive together form one batch.
      await turn();
    }
  }

  /** Collects items into full batches as long as more arrive. */
  async #collect(feed: Feed): Promise<FollowedBatch> {
    const batch = new FollowedBatch();
    for (;;) {
      const before = batch.items;
      batch.isComplete = this.#fill(feed, batch);
      if (!batch.isComplete || batch.caughtUp || batch.items === before) return batch;
      await wait(IDLE_MS);
    }
  }

  /** Returns true if all available items are in the batch. */
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

  /** Resolves earlier, with nothing, if this follower is closed. */
  async #unlessClosed<Value>(promise: Promise<Value>): Promise<Value | undefined> {
    // Closed by its own handler, before there was anything to wake.
    if (this.#isClosed) return undefined;
    const { promise: closed, resolve } = Promise.withResolvers<undefined>();
    this.#wake = () => resolve(undefined);
    return Promise.race([promise, closed]);
  }

  /** A getter, because the value may change during an await. */
  get #isClosed(): boolean {
    return this.#closed;
  }
}
