import type { ReadEvent } from '@bookonce/adapter-storage/log/stored-form';
import { categoryOf, type Position } from '@bookonce/kernel/ports/event-store';
import { unreachable } from '@bookonce/kernel/result';
import { setImmediate as turn } from 'node:timers/promises';
import type { ServerEvent } from './client.js';
import { FellBehindError } from './failures.js';
import type { Feed, FeedItem } from './feed.js';
import type { LogEnd } from './head-reader.js';
import { positionText, resumablePosition } from './position.js';

/** The log of the server, as followers need it. */
export interface ServerLog {
  readonly end: () => Promise<LogEnd>;
  /** Subscribes to the product's streams of these categories; default: of all. */
  readonly open: (after: Position | null, categories: readonly string[] | undefined, buffer: number) => Feed;
  /** Null for events that do not belong to this history. */
  readonly stored: (event: ServerEvent) => ReadEvent | null;
  /** Converts a feed's error; a FellBehindError if the subscription only has to be restarted. */
  readonly failureOf: (error: unknown) => unknown;
  /** The time-out for the confirmation of a subscription. */
  readonly timeoutMs: number;
  readonly noAnswer: () => Error;
}

export interface TailPage {
  readonly events: readonly ReadEvent[];
  /** Every event of the wanted categories up to here is in the page, or was before it. */
  readonly position: Position | null;
  /** False if more events are in memory. */
  readonly isComplete: boolean;
}

const KEPT_EVENTS = 2_000;
const BUFFER = 500;

/**
 * The newest part of history in memory, read from the server by one subscription for all followers of this process. It
 * begins at the end of the log, and knows how far the log has come in all of the product's categories.
 */
export class LogTail {
  /** Resolves after `close`. Rejects when the subscription is lost. */
  readonly done: Promise<void>;
  #events: ReadEvent[] = [];
  /** All events of this history after this position are in memory. */
  #from: Position | null;
  /** Everything of this history up to here was read. */
  #at: Position | null;
  /** Where the subscription resumes. The end of the log may lie behind the last event of this history. */
  #resumeAfter: Position | null;
  /** The end of this history when the subscription began. */
  #goal: Position | null;
  #isLive = true;
  #feed: Feed | null = null;
  #version = 0;
  #changed = Promise.withResolvers<void>();
  #closed = false;
  #hasEnded = false;

  constructor(
    private readonly log: ServerLog,
    { end, head }: LogEnd,
  ) {
    this.#from = head;
    this.#at = head;
    this.#goal = head;
    this.#resumeAfter = end;
    // Avoids unhandled rejections if nothing awaits them.
    this.#changed.promise.catch(() => undefined);
    this.done = this.#run().catch((error: unknown) => {
      this.#hasEnded = true;
      this.#changed.reject(error);
      throw error;
    });
    this.done.catch(() => undefined);
  }

  /** Everything of this history up to here is in memory, or older than what is. */
  get position(): Position | null {
    return this.#at;
  }

  /** Whether the end of the log has been reached. */
  get isAtEnd(): boolean {
    return this.#isLive || (this.#goal ?? '') <= (this.#at ?? '');
  }

  /** Changes with each change of this tail; see {@link changedSince}. */
  get version(): number {
    return this.#version;
  }

  /** Whether all events after the position are in memory. */
  reachesBackTo(position: Position | null): boolean {
    return (this.#from ?? '') <= (position ?? '');
  }

  /** Returns events after a position that this tail reaches back to, in order, `limit` at most. */
  after(position: Position | null, categories: ReadonlySet<string> | null, limit: number): TailPage {
    const events: ReadEvent[] = [];
    for (let index = this.#indexAfter(position ?? ''); index < this.#events.length; index += 1) {
      const event = this.#events[index];
      if (event === undefined || categories?.has(categoryOf(event.stream)) === false) continue;
      if (events.length === limit) return { events, position: events.at(-1)?.position ?? null, isComplete: false };
      events.push(event);
    }
    return { events, position: this.#at, isComplete: true };
  }

  /** Resolves when this tail is no longer at the version. Rejects when the subscription is lost. */
  async changedSince(version: number): Promise<void> {
    if (version === this.#version || this.#hasEnded) await this.#changed.promise;
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#feed?.close();
    await this.done.catch(() => undefined);
  }

  async #run(): Promise<void> {
    for (;;) {
      const began = this.#resumeAfter;
      try {
        return await this.#follow();
      } catch (error) {
        // A subscription that makes no progress is not restarted, which would be a busy loop.
        if (!(error instanceof FellBehindError) || this.#resumeAfter === began) throw error;
      }
      this.#isLive = false;
      this.#goal = (await this.log.end()).head;
    }
  }

  /** Resolves when it is closed. */
  async #follow(): Promise<void> {
    if (this.#closed) return;
    const feed = this.log.open(this.#resumeAfter, undefined, BUFFER);
    this.#feed = feed;
    const unconfirmed = setTimeout(() => feed.fail(this.log.noAnswer()), this.log.timeoutMs);
    try {
      for (;;) {
        if (!(await feed.more())) break;
        clearTimeout(unconfirmed);
        // Items that arrive together wake the followers once.
        await turn();
        this.#takeAll(feed);
      }
    } catch (error) {
      throw this.log.failureOf(error);
    } finally {
      clearTimeout(unconfirmed);
      feed.close();
    }
    if (!this.#closed) throw this.log.failureOf(new Error('the subscription ended'));
  }

  #takeAll(feed: Feed): void {
    let count = 0;
    for (let item = feed.take(); item !== null; item = feed.take()) {
      this.#add(item);
      count += 1;
    }
    if (count === 0) return;
    if (this.#events.length >= KEPT_EVENTS * 2) {
      const dropped = this.#events.splice(0, this.#events.length - KEPT_EVENTS);
      this.#from = dropped.at(-1)?.position ?? this.#from;
    }
    this.#notify();
  }

  #add(item: FeedItem): void {
    switch (item.kind) {
      case 'event': {
        const event = this.log.stored(item.event);
        if (event !== null) this.#events.push(event);
        return this.#advanceTo(positionText(item.event.position));
      }
      case 'checkpoint': {
        const position = resumablePosition(item.position);
        return position === null ? undefined : this.#advanceTo(position);
      }
      case 'caughtUp':
        this.#isLive = true;
        return;
      default:
        unreachable(item);
    }
  }

  #advanceTo(position: Position): void {
    this.#at = position;
    this.#resumeAfter = position;
  }

  #notify(): void {
    this.#version += 1;
    this.#changed.resolve();
    this.#changed = Promise.withResolvers();
    this.#changed.promise.catch(() => undefined);
  }

  /** Returns the index of the first event after the position. */
  #indexAfter(position: Position): number {
    let low = 0;
    for (let high = this.#events.length; low < high;) {
      const middle = (low + high) >>> 1;
      if ((this.#events[middle]?.position ?? '') <= position) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Opens the tail of this process once the first follower needs it, and again after it was lost. */
export class SharedTail {
  #opened: Promise<LogTail> | null = null;

  constructor(private readonly log: ServerLog) {}

  /** Rejects if the server is lost. */
  open(): Promise<LogTail> {
    this.#opened ??= this.#start();
    return this.#opened;
  }

  async close(): Promise<void> {
    const tail = await this.#opened?.catch(() => null);
    await tail?.close();
  }

  async #start(): Promise<LogTail> {
    const forget = (): void => {
      this.#opened = null;
    };
    try {
      const tail = new LogTail(this.log, await this.log.end());
      tail.done.then(forget, forget);
      return tail;
    } catch (error) {
      forget();
      throw error;
    }
  }
}
