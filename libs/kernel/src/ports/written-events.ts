import type { Instant } from '../json.js';

/** Half-open `[start, end)`. */
export interface EventTime {
  readonly start: Instant;
  readonly end: Instant;
}

/** A change that a host made to the event of a booking in their own calendar. The product then leaves the event alone. */
export type HostChange =
  { readonly kind: 'moved'; readonly start: Instant; readonly end: Instant } | { readonly kind: 'deleted' };

/** The event of a booking in a host's calendar, as it was last written. */
export interface WrittenEvent {
  readonly calendarId: string;
  readonly bookingId: string;
  /** Address of the collection. It stays the same if later bookings go elsewhere, and changes if the host moves the event. */
  readonly collection: string;
  /** Null until it was written, or found there. */
  readonly href: string | null;
  /** Of the version that was last written or seen; null if the server tells none. */
  readonly etag: string | null;
  /** The times at which it may be unless the host moved it: where it was last written, and where it is being written. */
  readonly expected: readonly EventTime[];
  /** The SEQUENCE last written; null if that is not known. */
  readonly sequence: number | null;
  /** When the meeting ends. */
  readonly end: Instant;
  readonly hostChange: HostChange | null;
  /** Why it could not be written, for the host and without secrets; null unless that was given up. */
  readonly failure: string | null;
}

/**
 * Events of bookings in the calendars of hosts. Operational: no events, in no view (I13). If it is lost, an event is found by
 * its UID and counts as the product's own at any time that its booking ever had. Survives a restart.
 *
 * Every method rejects with a `StoreUnavailableError` if the server is lost.
 */
export interface WrittenEvents {
  /** Adds the event of a booking, before it is written. A known event does not change. */
  add(event: WrittenEvent): Promise<void>;
  /** Replaces a known event. Resolves with false, and stores nothing, if it was removed meanwhile. */
  update(event: WrittenEvent): Promise<boolean>;
  get(calendarId: string, bookingId: string): Promise<WrittenEvent | null>;
  /** The events of a booking, one for each calendar, in the order of the calendars' ids. */
  ofBooking(bookingId: string): Promise<readonly WrittenEvent[]>;
  /** The events in a calendar whose meetings end after `after`, by end. */
  ofCalendar(calendarId: string, after: Instant): Promise<readonly WrittenEvent[]>;
  remove(calendarId: string, bookingId: string): Promise<void>;
  /** Removes all events of a calendar. */
  forget(calendarId: string): Promise<void>;
}
