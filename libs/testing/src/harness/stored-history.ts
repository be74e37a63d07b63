import { upcast } from '@bookonce/contracts/upcast';
import { HistoryCheck } from '@bookonce/invariants/history-check';
import type { EventMeta, StoredEvent, StreamName } from '@bookonce/kernel/ports/event-store';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** One stored event, as an auditor of the file sees it. */
export interface StoredRow {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
  readonly meta: EventMeta;
}

const EVENTS_FILE = 'events.db';
const POSITION_DIGITS = 16;
const SELECT = `
  SELECT position, name AS stream, revision, type, data, meta FROM events JOIN streams ON streams.id = events.stream
  WHERE position > ? ORDER BY position`;

/** The event store's file, opened read-only next to the running product, so that only durable events are seen. */
const withEvents = <T>(dataDir: string, read: (database: DatabaseSync) => T): T => {
  const database = new DatabaseSync(join(dataDir, EVENTS_FILE), { readOnly: true, timeout: 5_000 });
  try {
    return read(database);
  } finally {
    database.close();
  }
};

export const countStoredEvents = (dataDir: string): number =>
  withEvents(dataDir, (database) => Number(database.prepare('SELECT count(*) AS n FROM events').get()?.['n']));

const rowOf = (row: Readonly<Record<string, unknown>>): StoredRow => ({
  position: Number(row['position']),
  stream: String(row['stream']),
  revision: Number(row['revision']),
  type: String(row['type']),
  data: JSON.parse(String(row['data'])) as StoredRow['data'],
  meta: JSON.parse(String(row['meta'])) as EventMeta,
});

/** Reads events after a position, in order; from the first one by default. */
export const storedEvents = (dataDir: string, after = 0): readonly StoredRow[] =>
  withEvents(dataDir, (database) => database.prepare(SELECT).all(after).map(rowOf));

/** Reads only new events on each call. */
export class StoredHistory {
  readonly #events: StoredRow[] = [];

  constructor(private readonly dataDir: string) {}

  get events(): readonly StoredRow[] {
    return this.#events;
  }

  catchUp(): void {
    this.#events.push(...storedEvents(this.dataDir, this.#events.at(-1)?.position ?? 0));
  }
}

const keyOfSlot = (event: StoredRow): string => `${event.stream}/${String(event.data['bookingId'])}`;

/** Returns slots that are held but neither booked nor released (I6), as `<stream>/<bookingId>`. */
export const openHolds = (events: readonly StoredRow[]): readonly string[] => {
  const held = new Set<string>();
  for (const event of events) {
    if (event.type === 'SlotHeld') held.add(keyOfSlot(event));
    if (event.type === 'SlotBooked' || event.type === 'SlotReleased') held.delete(keyOfSlot(event));
  }
  return [...held];
};

/**
 * Returns the violated invariants of a whole history with nothing in flight, one sentence each. `mayWait`: attempts may
 * wait for their opt-in.
 */
export const violationsIn = (events: readonly StoredRow[], { mayWait = false } = {}): readonly string[] => {
  const check = new HistoryCheck();
  for (const event of events) {
    const { stream, revision, position } = event;
    const stored: StoredEvent = {
      ...event,
      id: `${stream}/${revision}`,
      stream: stream as StreamName,
      position: String(position).padStart(POSITION_DIGITS, '0'),
    };
    check.add(upcast(stored));
  }
  return check
    .finish({ isAtRest: true, mayWait })
    .map(({ invariant, stream, detail }) => `${invariant}: ${stream}: ${detail}`);
};

/** Returns the starts of the slots that a host's calendar has booked and not released. No booking may have moved. */
export const bookedStarts = (events: readonly StoredRow[], hostId: string): ReadonlySet<string> => {
  const starts = new Map<string, string>();
  for (const { stream, type, data } of events) {
    if (stream !== `calendar-${hostId}`) continue;
    const bookingId = String(data['bookingId']);
    if (type === 'SlotBooked') starts.set(bookingId, String(data['start']));
    if (type === 'SlotReleased') starts.delete(bookingId);
  }
  return new Set(starts.values());
};

/** Returns the bookings that consumed a link, by its stream: one, if all is well (I1). */
export const consumersOf = (events: readonly StoredRow[], linkId: string): readonly string[] =>
  events
    .filter(({ type, stream }) => type === 'LinkConsumed' && stream === `link-${linkId}`)
    .map(({ data }) => String(data['bookingId']));

export interface BookingEnd {
  readonly status: string;
  readonly freshLinkId: string | null;
}

/** Returns how bookings were decided, by their ids. */
export const endsOfBookings = (events: readonly StoredRow[]): ReadonlyMap<string, BookingEnd> => {
  const statuses: Readonly<Record<string, string>> = {
    BookingConfirmed: 'confirmed',
    BookingDeclined: 'declined',
    BookingRejected: 'rejected',
    BookingCancelled: 'cancelled',
  };
  const ends = new Map<string, BookingEnd>();
  for (const { type, data } of events) {
    const bookingId = String(data['bookingId']);
    const status = statuses[type];
    if (status !== undefined) ends.set(bookingId, { status, freshLinkId: null });
    if (type === 'FreshLinkIssued') ends.set(bookingId, { status: 'declined', freshLinkId: String(data['linkId']) });
  }
  return ends;
};
