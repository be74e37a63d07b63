import type { Instant } from '../json.js';
import type { Result } from '../result.js';

/** Half-open `[start, end)`. */
export interface BusyInterval {
  readonly start: Instant;
  readonly end: Instant;
}

/** An event that the product itself wrote or mailed. At its booked time it does not count; at any other time it does. */
export interface OwnEvent extends BusyInterval {
  readonly uid: string;
}

export interface BusyQuery {
  /** Events count as far as they lie within `[from, to)`. */
  readonly from: Instant;
  readonly to: Instant;
  /** The host's IANA zone, for all-day and floating events. */
  readonly timeZone: string;
  /** E-mail addresses of the host and of the account. An invitation that one of them has declined does not count. */
  readonly addresses: readonly string[];
  /** Transparent events count as well. */
  readonly allEventsBusy: boolean;
  readonly own: readonly OwnEvent[];
}

export interface BusyTimes {
  /** Sorted and merged: they neither overlap nor touch. */
  readonly intervals: readonly BusyInterval[];
  /** Number of entries that were passed over because they could not be read. */
  readonly unreadable: number;
  /**
   * Sorted TZIDs that neither the product nor their file explains, a few of them, shortened. Their times were read in the
   * host's zone.
   */
  readonly unknownZones: readonly string[];
}

export type BusyReadFailure =
  /** None of the texts is a calendar. */
  | { readonly kind: 'notACalendar' }
  /** Reading took more real time, or more memory, than the reader allows. */
  | { readonly kind: 'tooSlow' }
  /** The events repeat more often than the reader counts. */
  | { readonly kind: 'tooManyInstances'; readonly most: number };

/** Tells from iCalendar texts (RFC 5545) when a host is busy. */
export interface BusyReader {
  /**
   * Reads all texts as one calendar: a feed is one text, a collection of a CalDAV server has one for each object. No
   * texts mean no events. An entry that cannot be read is passed over and counted. Rejects once the reader is closed.
   */
  busyTimes(texts: readonly string[], query: BusyQuery): Promise<Result<BusyTimes, BusyReadFailure>>;
  close(): Promise<void>;
}
