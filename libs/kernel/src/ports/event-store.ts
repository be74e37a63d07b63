import type { DomainEvent } from '../decider.js';
import type { Instant } from '../json.js';

/** `<category>-<id>`, e.g. `link-lnk_4fj…`. The category is what stands before the first `-`. */
export type StreamName = `${string}-${string}`;

/**
 * Where an event stands in the order of the whole store. Opaque, but compares as text:
 * `a < b` exactly when the store delivers `a` before `b`.
 */
export type Position = string;

/** Expected revision of a stream that must not exist yet. Revisions count from 0 without gaps (I11). */
export const NO_STREAM = -1;

export interface EventMeta {
  /** When the decision was taken, by the deciding service's clock. */
  readonly time: Instant;
  /** Version of the event's schema. */
  readonly version: number;
  readonly workspaceId: string;
  /** What started it all, e.g. the booking attempt: the same for everything that follows from it. */
  readonly correlationId: string;
  /** Id of the command or event that led directly to this event. */
  readonly causationId: string;
  /** Who acted: `attendee`, `host`, `api`, `system`. Never a token or a key. */
  readonly by: string;
}

export interface NewEvent extends DomainEvent {
  /** A UUID that derives from the caller's command, so that a retry repeats it. */
  readonly id: string;
  readonly meta: EventMeta;
}

export interface StoredEvent extends NewEvent {
  readonly stream: StreamName;
  readonly revision: number;
  readonly position: Position;
}

export type AppendOutcome =
  | {
      readonly outcome: 'appended';
      /** Revision and position of the batch's last event. */
      readonly revision: number;
      readonly position: Position;
      /** The same event ids stood there already: this is the first answer again. */
      readonly repeated: boolean;
    }
  | { readonly outcome: 'conflict'; readonly actualRevision: number };

export interface ReadOptions {
  /** First revision to read, inclusive; default: the stream's first (forwards) or last (backwards). */
  readonly from?: number;
  readonly direction?: 'forwards' | 'backwards';
  readonly limit?: number;
}

export interface SubscribeOptions {
  /** Only streams of these categories; all when left out. */
  readonly categories?: readonly string[];
  /** Delivers what comes after this position; from the start of history when null. */
  readonly after: Position | null;
  /** Events of one delivery at the most; default 500. */
  readonly maxBatch?: number;
}

export interface SubscriptionHandler {
  /** Called with events in position order, one batch at a time: the next comes when the promise resolves. */
  readonly handle: (events: readonly StoredEvent[]) => Promise<void>;
  /**
   * Everything up to and including `position` has been handled or is of another category.
   * Called each time the subscription reaches the end of the store, and at times on the way: `isEnd` says which.
   */
  readonly reached?: (position: Position, isEnd: boolean) => void | Promise<void>;
}

export interface Subscription {
  /**
   * Resolves after `close()`; rejects with what the handler threw, and with a {@link StoreUnavailableError} when the
   * connection was lost or the store was closed before. A subscription never just falls silent.
   */
  readonly done: Promise<void>;
  /** Resolves when nothing is in hand any more. */
  close(): Promise<void>;
}

/**
 * The only truth. Nothing else is asked of a store, so that a new one is one folder of adapters.
 *
 * Every method throws {@link StoreUnavailableError} when the server is lost; an append that throws it may
 * or may not have been stored, and is retried with the same event ids. What was shown once, by a read or to who
 * follows, is shown ever after, across crashes too (I9).
 */
export interface EventStore {
  /**
   * Appends all of `events` to one stream, or none.
   * A batch whose ids stand at `expectedRevision + 1 …` already succeeds again with the first answer;
   * any other batch at a wrong revision is a conflict. What is stored, read and followed is the JSON of `data`.
   *
   * Throws an {@link InvalidAppendError} where `expectedRevision` is neither {@link NO_STREAM} nor a revision, where
   * `events` is empty, an event's id is no UUID (lower case), or the batch is more than 1 MiB as JSON.
   */
  append(stream: StreamName, expectedRevision: number, events: readonly NewEvent[]): Promise<AppendOutcome>;
  /** Empty when the stream does not exist. */
  readStream(stream: StreamName, options?: ReadOptions): Promise<readonly StoredEvent[]>;
  /** Position of the last event in the store; null when it is empty. */
  head(): Promise<Position | null>;
  /** Follows the store without gaps or repeats (I12), live after it has caught up. */
  subscribe(options: SubscribeOptions, handler: SubscriptionHandler): Subscription;
  /** Final: ends all subscriptions, and whatever is asked afterwards throws a {@link StoreUnavailableError}. */
  close(): Promise<void>;
}

/** The store could not be reached in time. For an append the outcome is unknown: retry with the same ids. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** The caller's mistake: nothing was stored, and trying again does not help. */
export class InvalidAppendError extends Error {
  override readonly name = 'InvalidAppendError';
}

export const categoryOf = (stream: StreamName): string => stream.slice(0, stream.indexOf('-'));

export const streamIdOf = (stream: StreamName): string => stream.slice(stream.indexOf('-') + 1);

export const streamName = (category: string, id: string): StreamName => `${category}-${id}`;
