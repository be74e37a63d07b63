import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** One stored event, as an auditor who only has the file sees it. */
export interface StoredRow {
  readonly position: number;
  readonly stream: string;
  readonly revision: number;
  readonly type: string;
  readonly data: Readonly<Record<string, unknown>>;
}

const EVENTS_FILE = 'events.db';
const SELECT = `
  SELECT position, name AS stream, revision, type, data FROM events JOIN streams ON streams.id = events.stream
  WHERE position > ? ORDER BY position`;

/** The event store's file, opened read-only beside the running product: what is in it is durable. */
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
});

/** Events after a position, in order; from the first when left out. */
export const storedEvents = (dataDir: string, after = 0): readonly StoredRow[] =>
  withEvents(dataDir, (database) => database.prepare(SELECT).all(after).map(rowOf));

/** Reads only what is new each time it is asked. */
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

/** Slots that are held, and neither booked nor released (I6); `<stream>/<bookingId>`. */
export const openHolds = (events: readonly StoredRow[]): readonly string[] => {
  const held = new Set<string>();
  for (const event of events) {
    if (event.type === 'SlotHeld') held.add(keyOfSlot(event));
    if (event.type === 'SlotBooked' || event.type === 'SlotReleased') held.delete(keyOfSlot(event));
  }
  return [...held];
};

/** Consumed links whose booking is not confirmed, and bookings confirmed without their link (I2). */
export const halfBooked = (events: readonly StoredRow[]): readonly string[] => {
  const idsOf = (type: string): ReadonlySet<string> =>
    new Set(events.filter((event) => event.type === type).map((event) => String(event.data['bookingId'])));
  const [consumed, confirmed] = [idsOf('LinkConsumed'), idsOf('BookingConfirmed')];
  return [
    ...consumed.values().filter((id) => !confirmed.has(id)),
    ...confirmed.values().filter((id) => !consumed.has(id)),
  ];
};

/** Links with more than one consumption (I1). */
export const consumedTwice = (events: readonly StoredRow[]): readonly string[] => {
  const streams = events.filter((event) => event.type === 'LinkConsumed').map((event) => event.stream);
  return streams.filter((stream, index) => streams.indexOf(stream) !== index);
};

/** Starts of the slots that a host's calendar has booked, in order. */
export const bookedStarts = (events: readonly StoredRow[], hostId: string): ReadonlySet<string> =>
  new Set(
    events
      .filter((event) => event.type === 'SlotBooked' && event.stream === `calendar-${hostId}`)
      .map((event) => String(event.data['start'])),
  );
