import type { Instant } from '@bookonce/kernel/json';
import type { WrittenEvent, WrittenEvents } from '@bookonce/kernel/ports/written-events';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { orStoreUnavailable } from './lost-disk.js';

/** `ends` is an instant, which sorts as text. */
const TABLE = `
  CREATE TABLE IF NOT EXISTS written_events (
    calendar TEXT NOT NULL,
    booking TEXT NOT NULL,
    ends TEXT NOT NULL,
    event TEXT NOT NULL,
    PRIMARY KEY (calendar, booking)
  );
  CREATE INDEX IF NOT EXISTS written_events_booking ON written_events (booking);
  CREATE INDEX IF NOT EXISTS written_events_ends ON written_events (calendar, ends);
`;

/** Written events in the database of one process. */
export class SqliteWrittenEvents implements WrittenEvents {
  readonly #add: StatementSync;
  readonly #update: StatementSync;
  readonly #get: StatementSync;
  readonly #ofBooking: StatementSync;
  readonly #ofCalendar: StatementSync;
  readonly #remove: StatementSync;
  readonly #forget: StatementSync;

  constructor(database: DatabaseSync) {
    database.exec(TABLE);
    this.#add = database.prepare(
      'INSERT OR IGNORE INTO written_events (calendar, booking, ends, event) VALUES (?, ?, ?, ?)',
    );
    this.#update = database.prepare(
      'UPDATE written_events SET ends = ?3, event = ?4 WHERE calendar = ?1 AND booking = ?2',
    );
    this.#get = database.prepare('SELECT event FROM written_events WHERE calendar = ? AND booking = ?');
    this.#ofBooking = database.prepare('SELECT event FROM written_events WHERE booking = ? ORDER BY calendar');
    this.#ofCalendar = database.prepare(
      'SELECT event FROM written_events WHERE calendar = ? AND ends > ? ORDER BY ends, booking',
    );
    this.#remove = database.prepare('DELETE FROM written_events WHERE calendar = ? AND booking = ?');
    this.#forget = database.prepare('DELETE FROM written_events WHERE calendar = ?');
  }

  async add(event: WrittenEvent): Promise<void> {
    orStoreUnavailable(() => this.#add.run(event.calendarId, event.bookingId, event.end, JSON.stringify(event)));
  }

  async update(event: WrittenEvent): Promise<boolean> {
    const { calendarId, bookingId, end } = event;
    return orStoreUnavailable(() => this.#update.run(calendarId, bookingId, end, JSON.stringify(event)).changes > 0);
  }

  async get(calendarId: string, bookingId: string): Promise<WrittenEvent | null> {
    return orStoreUnavailable(() => {
      const row = this.#get.get(calendarId, bookingId);
      return row === undefined ? null : eventIn(row);
    });
  }

  async ofBooking(bookingId: string): Promise<readonly WrittenEvent[]> {
    return orStoreUnavailable(() => this.#ofBooking.all(bookingId).map(eventIn));
  }

  async ofCalendar(calendarId: string, after: Instant): Promise<readonly WrittenEvent[]> {
    return orStoreUnavailable(() => this.#ofCalendar.all(calendarId, after).map(eventIn));
  }

  async remove(calendarId: string, bookingId: string): Promise<void> {
    orStoreUnavailable(() => this.#remove.run(calendarId, bookingId));
  }

  async forget(calendarId: string): Promise<void> {
    orStoreUnavailable(() => this.#forget.run(calendarId));
  }
}

const eventIn = (row: Readonly<Record<string, unknown>>): WrittenEvent =>
  JSON.parse(String(row['event'])) as WrittenEvent;
