import type { Json } from '../json.js';

/** Work for a server of somebody else, which may be slow or away: an event in a host's calendar, a webhook. */
export interface Delivery {
  /** The same id again is the same delivery. It derives from the event that the delivery follows from. */
  readonly id: string;
  /** The kind of receiver, such as `calendar`. */
  readonly kind: string;
  /** Deliveries of one subject are made one after the other, in the order in which they were added. */
  readonly subject: string;
  readonly payload: Json;
}

/** A delivery that one instance has claimed. */
export interface ClaimedDelivery extends Delivery {
  /** Number of this claim. A later claim of the same delivery has a higher one. */
  readonly claim: number;
  /** Earlier attempts that were put off. */
  readonly attempts: number;
  /** When it was added, in epoch ms. */
  readonly addedAt: number;
}

/**
 * Deliveries that wait until they are made. They survive a restart. A crash between making one and settling it makes it
 * again, so receivers are asked in a way that bears it.
 *
 * All times are epoch ms of the caller's clock. A claim that has run out is void: settling or putting off by it changes
 * nothing and resolves with false. Every method rejects with a `StoreUnavailableError` if the server is lost.
 */
export interface Deliveries {
  /**
   * Stores all of them or none, in this order. An id that waits, or that was settled or dropped within the last
   * {@link REMEMBERED_MS}, is ignored.
   */
  add(deliveries: readonly Delivery[], now: number): Promise<void>;
  /**
   * Claims up to `limit` deliveries of a kind that are due, until `until`: longest waiting first, and of each subject only
   * the first, so that one that is put off delays its own subject and no other.
   */
  claim(kind: string, limit: number, now: number, until: number): Promise<readonly ClaimedDelivery[]>;
  /** Records that it was made. The next of its subject may follow. */
  settle(claimed: ClaimedDelivery, now: number): Promise<boolean>;
  /** Records that the attempt failed, and when to try again. */
  putOff(claimed: ClaimedDelivery, dueAt: number, now: number): Promise<boolean>;
  /** Removes all deliveries of a subject that wait, such as those to a calendar that was disconnected. Returns how many. */
  drop(kind: string, subject: string, now: number): Promise<number>;
  /** When the next delivery of the kind can be claimed; null if none waits. May lie in the past. */
  nextDueAt(kind: string): Promise<number | null>;
  /** How many wait, of all kinds. */
  count(): Promise<number>;
}

/** Deliveries that one process has to itself, such as those of the embedded default. */
export interface UnsharedDeliveries extends Deliveries {
  /**
   * Voids all claims: their deliveries are due at `now`, and no attempt counts. For the start of the process, when every
   * claim is left over from a process that was killed.
   */
  releaseClaims(now: number): Promise<void>;
}

/** Longer than any event is delivered again after it was handled. */
export const REMEMBERED_MS = 7 * 24 * 60 * 60_000;
