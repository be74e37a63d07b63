import type { DomainEvent } from '../decider.js';
import type { Instant } from '../json.js';
import { UnavailableError } from '../outage.js';

/** `<category>-<id>`, e.g. `link-lnk_4fj…`. The category is the part before the first `-`. */
export type StreamName = `${string}-${string}`;

/**
 * The place of an event in the order of the whole store. Opaque, but compares as text:
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
  /** Names the cause, e.g. a booking attempt. The same for all events that follow from it. */
  readonly correlationId: string;
  /** Id of the command or event that led directly to this event. */
  readonly causationId: string;
  /** The kind of actor: `attendee`, `host`, `api`, `system`. Never a token or a key. */
  readonly by: string;
  /**
   * The actor's id, if the actor is known: that of an API key, of a host, or of the workspace for its owner. A session whose
   * address no longer belongs to a member has its own id here. Never a token, a key or an address. Events of earlier
   * releases have none.
   */
  readonly actorId?: string;
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

/** An event and its place in history, kept to find out later whether history still holds it. */
export type EventPlace = Pick<StoredEvent, 'stream' | 'revision' | 'id' | 'position'>;

export type AppendOutcome =
  | {
      readonly outcome: 'appended';
      /** Revision and position of the batch's last event. */
      readonly revision: number;
      readonly position: Position;
      /** True if the batch was already stored: this outcome repeats the first one. */
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
  /** Events after this position are delivered; from the start of history if null. */
  readonly after: Position | null;
  /** Maximum number of events in one delivery; default 500. */
  readonly maxBatch?: number;
}

export interface SubscriptionHandler {
  /** Receives events in position order, one batch at a time. The next batch waits for the promise. */
  readonly handle: (events: readonly StoredEvent[]) => Promise<void>;
  /**
   * Learns that everything up to and including `position` has been handled or is of another category. Called whenever the
   * subscription reaches the end of the store (`isEnd`), and now and then on the way there. `last` is the event at that
   * position; it is left out if the subscription does not know it.
   */
  readonly reached?: (position: Position, isEnd: boolean, last?: EventPlace) => void | Promise<void>;
  /**
   * Learns of a damaged event, at its place in the order. The subscription then continues after it. Without this method it
   * ends with the error, so that nobody passes over a damaged event unknowingly.
   */
  readonly damaged?: (damage: DamagedEventError) => void | Promise<void>;
}

export interface Subscription {
  /**
   * Resolves after `close()`. Rejects with the handler's error, with a {@link StoreUnavailableError} if the connection
   * is lost or the store is closed, or with a {@link DamagedEventError} that the handler does not take. A subscription never
   * stops silently.
   */
  readonly done: Promise<void>;
  /** Ends the subscription. Resolves when no delivery is in flight. */
  close(): Promise<void>;
}

/**
 * The only truth. The product asks nothing else of a store, so a new store is one package of adapters.
 *
 * Every method rejects with {@link StoreAccessError} if the server refuses the product's user, and with
 * {@link StoreUnavailableError} when the server is lost. Whether such an append was stored is
 * unknown, so the caller retries with the same event ids. An event that a reader or a follower has seen once is visible
 * ever after, also across crashes (I9).
 *
 * Every event is stored with a checksum over its stored form, which is checked whenever it is read from storage. Events
 * that an earlier release stored have none, and are not checked.
 */
export interface EventStore {
  /**
   * Appends all of `events` to one stream, or none.
   * A batch whose ids are already stored at `expectedRevision + 1 …` succeeds with the first outcome; any other batch at
   * a wrong revision is a conflict. `data` is stored and returned as its JSON.
   *
   * Rejects with an {@link InvalidAppendError} if `expectedRevision` is neither {@link NO_STREAM} nor a revision, if
   * `events` is empty, an event's id is not a UUID in lower case, or the batch exceeds 1 MiB as JSON.
   */
  append(stream: StreamName, expectedRevision: number, events: readonly NewEvent[]): Promise<AppendOutcome>;
  /**
   * Returns the stream's events; none if the stream does not exist. Without a limit, the answer of a long stream takes
   * memory and time without bound: read it in pages (`read-whole-stream.ts`). Rejects with a {@link DamagedEventError} if one of the
   * events is damaged.
   */
  readStream(stream: StreamName, options?: ReadOptions): Promise<readonly StoredEvent[]>;
  /** Returns the position of the last event in the store; null if the store is empty. */
  head(): Promise<Position | null>;
  /** Follows the store without gaps or repeats (I12), live after it has caught up. */
  subscribe(options: SubscribeOptions, handler: SubscriptionHandler): Subscription;
  /** Ends all subscriptions, for good. Every later call rejects with a {@link StoreUnavailableError}. */
  close(): Promise<void>;
}

/** The store could not be reached in time. For an append the outcome is unknown: retry with the same ids. */
export class StoreUnavailableError extends UnavailableError {
  override readonly name = 'StoreUnavailableError';
}

/**
 * The server refuses the product's user: a wrong password, or a missing right. A retry fails again until an operator acts.
 * The message says what to grant to whom.
 */
export class StoreAccessError extends Error {
  override readonly name = 'StoreAccessError';
}

/**
 * A stored event is not what was appended: its checksum does not match, or it cannot be parsed. Nothing but its place can
 * be trusted. A retry fails again, until an operator has restored the event. The message holds none of its data.
 */
export class DamagedEventError extends Error {
  override readonly name = 'DamagedEventError';

  constructor(
    readonly stream: StreamName,
    readonly revision: number,
    readonly position: Position,
    reason: string,
  ) {
    super(`${stream}: the event at revision ${revision} (position ${position}) is damaged: ${reason}`);
  }
}

/**
 * A stream that is loaded holds an event of a type or a version that this release does not know, so its state is unknown,
 * too. Usually a newer release stored it: a process of that release can load the stream.
 */
export class UnknownEventError extends Error {
  override readonly name = 'UnknownEventError';
}

/** The append is invalid. Nothing was stored, and a retry fails again. */
export class InvalidAppendError extends Error {
  override readonly name = 'InvalidAppendError';
}

export const placeOf = ({ stream, revision, id, position }: EventPlace): EventPlace => ({
  stream,
  revision,
  id,
  position,
});

export const categoryOf = (stream: StreamName): string => stream.slice(0, stream.indexOf('-'));

export const streamIdOf = (stream: StreamName): string => stream.slice(stream.indexOf('-') + 1);

export const streamName = (category: string, id: string): StreamName => `${category}-${id}`;
