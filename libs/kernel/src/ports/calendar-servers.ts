import type { Json } from '../json.js';
import type { Result } from '../result.js';

/** Any calendar file on the web. Its address is a secret: it is all that is needed to read the calendar. */
export interface FeedAccess {
  readonly type: 'ics';
  readonly url: string;
}

/** An account on a CalDAV server (RFC 4791). `url` is any address of it: the server, the account or one collection. */
export interface CalDavAccess {
  readonly type: 'caldav';
  readonly url: string;
  readonly username: string;
  readonly password: string;
}

export type CalendarAccess = FeedAccess | CalDavAccess;

/** The one collection of a feed, so that feeds and accounts are read alike. It is no address: those of feeds are secret. */
export const FEED_HREF = 'feed';

/** A calendar of an account. */
export interface CalendarCollection {
  /** Absolute address. */
  readonly href: string;
  readonly name: string;
  /** `#rrggbb` */
  readonly color?: string;
  readonly isWritable: boolean;
}

export interface DiscoveredAccount {
  /**
   * In the server's order. Collections of tasks alone are left out. If the address leads to one collection, it is the
   * only one.
   */
  readonly collections: readonly CalendarCollection[];
  /** E-mail addresses of the account's owner in lower case, as far as the server tells them. */
  readonly addresses: readonly string[];
}

/** A file in a collection: all components of one UID, or a whole feed. */
export interface CalendarObject {
  /** Absolute address; {@link FEED_HREF} for a feed. */
  readonly href: string;
  /** Null if the server tells none. */
  readonly etag: string | null;
  /** iCalendar, decoded. */
  readonly text: string;
}

/** The versions seen by the last read, to be stored and given to the next one. Holds no secret. Only the adapter reads it. */
export type CalendarMemo = Json;

export interface CollectionChanges {
  readonly href: string;
  /** True if `objects` is all that the collection holds: forget the others. */
  readonly isWhole: boolean;
  /** Objects that are new or have changed, or that could not be read before. */
  readonly objects: readonly CalendarObject[];
  /** Addresses of objects that are gone; empty if `isWhole`. */
  readonly removed: readonly string[];
  /** Addresses of all objects that the server lists but fails to hand out. The next read asks for them again. */
  readonly unreadable: readonly string[];
}

export type CalendarRead =
  | { readonly kind: 'unchanged'; readonly memo: CalendarMemo }
  /** `collections` names only those that have changed. */
  | { readonly kind: 'changed'; readonly memo: CalendarMemo; readonly collections: readonly CollectionChanges[] };

/** Why a calendar cannot be read or written. */
export type CalendarFailure = {
  /** What happened, for the host: a clause in English, without secrets. */
  readonly reason: string;
  /** That of the HTTP answer, if there was one. */
  readonly status?: number;
} & (
  | { readonly kind: 'notAllowed' }
  /** Nothing is at the address, or the collection is gone. */
  | { readonly kind: 'notFound' }
  | { readonly kind: 'unauthorized' }
  | { readonly kind: 'notACalendar' }
  | { readonly kind: 'tooLarge' }
  | { readonly kind: 'timedOut' }
  /** No connection, or an answer that makes no sense here, such as the status 500. */
  | { readonly kind: 'unreachable' }
  /** The server asks for a pause. */
  | { readonly kind: 'retryAfter'; readonly afterMs: number }
);

export interface ReadRequest {
  /** The collections; `[FEED_HREF]` for a feed. */
  readonly hrefs: readonly string[];
  /** The memo of the last read; null for the first one, or if its objects have been lost. */
  readonly since: CalendarMemo | null;
  /** Limit of the whole call, in ms of real time. */
  readonly withinMs: number;
}

export interface FindRequest {
  readonly collection: string;
  readonly uid: string;
  readonly withinMs: number;
}

export interface WriteRequest {
  readonly collection: string;
  /** That of the events in `text`. */
  readonly uid: string;
  /** iCalendar without METHOD, components of one UID alone. */
  readonly text: string;
  /** The object to be replaced. Without it one is created, under an address that derives from the UID. */
  readonly replaces?: { readonly href: string; readonly etag: string };
  readonly withinMs: number;
}

export interface RemoveRequest {
  readonly href: string;
  /** Null removes whatever is there. */
  readonly etag: string | null;
  readonly withinMs: number;
}

/** The server does not take it: the calendar is read-only or full, or the content is not to its liking. */
interface Refused {
  readonly kind: 'refused';
  readonly status: number;
  readonly reason: string;
}

export type WriteOutcome =
  /** `etag` is null if the server does not tell it, as when it has altered the text: find the object before the next write. */
  | { readonly kind: 'written'; readonly href: string; readonly etag: string | null }
  /** Nothing was created: the collection has an object of this UID. Replace it, if need be. */
  | { readonly kind: 'alreadyThere'; readonly object: CalendarObject }
  /** Nothing was replaced: the object is no longer the one of that ETag. Find it and decide anew. */
  | { readonly kind: 'changedMeanwhile' }
  /** The object to be replaced, or the collection, is gone. */
  | { readonly kind: 'gone' }
  | Refused;

export type RemoveOutcome =
  { readonly kind: 'removed' } | { readonly kind: 'gone' } | { readonly kind: 'changedMeanwhile' } | Refused;

/**
 * Calendars on other people's servers. Every call is bounded by the `withinMs` of the caller. No method rejects.
 *
 * After a failure, and after `timedOut` above all, a write may have happened: repeat it, and the outcome is
 * `alreadyThere` or `changedMeanwhile`.
 */
export interface CalendarServers {
  /** Finds the collections of an account. A feed needs no discovery: its first read tells whether it is a calendar. */
  discover(access: CalDavAccess, withinMs: number): Promise<Result<DiscoveredAccount, CalendarFailure>>;
  /**
   * Reads what has changed since the memo. Objects may come again that have not changed; a feed in which only DTSTAMP has
   * changed is unchanged. Selection by time is the caller's: servers leave out instances that they fail to expand. A
   * server that has forgotten what the memo refers to is read as a whole.
   */
  read(access: CalendarAccess, request: ReadRequest): Promise<Result<CalendarRead, CalendarFailure>>;
  /** Returns the object of this UID; null if the collection has none. */
  find(access: CalDavAccess, request: FindRequest): Promise<Result<CalendarObject | null, CalendarFailure>>;
  /** Creates or replaces an object, never one that has changed since the caller saw it. */
  write(access: CalDavAccess, request: WriteRequest): Promise<Result<WriteOutcome, CalendarFailure>>;
  remove(access: CalDavAccess, request: RemoveRequest): Promise<Result<RemoveOutcome, CalendarFailure>>;
}
