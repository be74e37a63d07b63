import type { Instant, Json } from '../json.js';

/** How the reads of a connected calendar went. Times are epoch ms. */
export interface PollState {
  /** The last read that succeeded; null if none has. */
  readonly lastReadAt: number | null;
  /** Lets the server's adapter read only changes; null: read everything. */
  readonly memo: Json;
  /** Names what the busy times were last computed from; null: compute them anew. */
  readonly basis: string | null;
  /** The only time for which the last read computed busy times; null or absent: all of the horizon. */
  readonly computedWithin?: { readonly start: Instant; readonly end: Instant } | null;
  /** Failed reads in a row. */
  readonly failures: number;
  /** The first of them. */
  readonly failingSince: number | null;
  /**
   * The last failed read; null unless the last read failed. `text` tells the host what to do, without secrets. `status`:
   * that of the HTTP answer, if there was one. `at`: when the first of the failed reads in a row ended, on the product's
   * clock.
   */
  readonly error: {
    readonly kind: string;
    readonly text: string;
    readonly status?: number;
    readonly at: number;
  } | null;
  /** Number of busy times within the horizon. */
  readonly busyCount: number;
  /** Entries that could not be understood. */
  readonly skippedCount: number;
  /** Names of time zones that nothing explains, at most a few; absent if there are none. */
  readonly unknownZones?: readonly string[];
  /** Addresses of the account's owner, as far as the server tells them. */
  readonly addresses: readonly string[];
  /** Null until they were asked for; empty for a feed. */
  readonly collections: readonly PolledCollection[] | null;
}

export interface PolledCollection {
  readonly href: string;
  readonly name: string;
  readonly color?: string;
  readonly isWritable: boolean;
}

/** Before the first read. */
export const NEVER_READ: PollState = {
  lastReadAt: null,
  memo: null,
  basis: null,
  failures: 0,
  failingSince: null,
  error: null,
  busyCount: 0,
  skippedCount: 0,
  addresses: [],
  collections: null,
};

/** A read of a calendar that this instance may do, until its lease has run out. */
export interface ClaimedPoll {
  readonly calendarId: string;
  /** Number of this lease. A later one of the same calendar is higher. */
  readonly lease: number;
  readonly state: PollState;
}

/**
 * When connected calendars are to be read, and how their reads went. Operational: no events, in no view (I13), and no loss
 * if it is gone, because every calendar is then read as if for the first time. One instance at a time reads a calendar.
 *
 * All times are epoch ms of the caller's clock. Every method rejects with a `StoreUnavailableError` if the server is lost.
 */
export interface CalendarPolls {
  /** Adds calendars, to be read at `dueAt`. Known ones do not change. */
  add(calendarIds: readonly string[], dueAt: number): Promise<void>;
  /** Claims up to `limit` calendars that are due and that nobody reads, until `until`: longest due first. */
  claimDue(limit: number, now: number, until: number): Promise<readonly ClaimedPoll[]>;
  /** Claims a calendar, due or not; null if another instance reads it, or if it was not added. */
  claim(calendarId: string, now: number, until: number): Promise<ClaimedPoll | null>;
  /** Stores how the read went, and ends the lease. Resolves with false, and stores nothing, if the lease has run out. */
  settle(claimed: ClaimedPoll, state: PollState, dueAt: number, now: number): Promise<boolean>;
  /** Makes calendars due at `dueAt`, unless they are due before. A calendar in the middle of a read is read again after it. */
  hasten(calendarIds: readonly string[], dueAt: number): Promise<void>;
  /** Returns the states of those that were added. */
  states(calendarIds: readonly string[]): Promise<ReadonlyMap<string, PollState>>;
  forget(calendarId: string): Promise<void>;
}

/** Polling state that one process has to itself, such as that of the embedded default. */
export interface UnsharedCalendarPolls extends CalendarPolls {
  /**
   * Voids all leases: their calendars are due by `now`. For the start of the process, when every lease is left over from a
   * process that was killed.
   */
  releaseLeases(now: number): Promise<void>;
}
