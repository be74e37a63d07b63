import type { Instant } from '@bookonce/kernel/json';
import type { WrittenEvent, WrittenEvents } from '@bookonce/kernel/ports/written-events';
import type { PostgresConnection } from './connection.js';

interface EventRow {
  readonly event: WrittenEvent;
}

/** Written events that several instances share. */
export class PostgresWrittenEvents implements WrittenEvents {
  readonly #table: string;

  constructor(
    private readonly connection: PostgresConnection,
    schema: string,
  ) {
    this.#table = `${schema}.written_events`;
  }

  async add(event: WrittenEvent): Promise<void> {
    const text = `INSERT INTO ${this.#table} (calendar, booking, ends, event) VALUES ($1, $2, $3, $4)
                  ON CONFLICT (calendar, booking) DO NOTHING`;
    await this.connection.query({ text, values: valuesOf(event) });
  }

  async update(event: WrittenEvent): Promise<boolean> {
    const text = `UPDATE ${this.#table} SET ends = $3, event = $4 WHERE calendar = $1 AND booking = $2
                  RETURNING booking`;
    return (await this.connection.query({ text, values: valuesOf(event) })).length > 0;
  }

  async get(calendarId: string, bookingId: string): Promise<WrittenEvent | null> {
    const text = `SELECT event FROM ${this.#table} WHERE calendar = $1 AND booking = $2`;
    const [row] = await this.connection.query<EventRow>({ text, values: [calendarId, bookingId] });
    return row?.event ?? null;
  }

  async ofBooking(bookingId: string): Promise<readonly WrittenEvent[]> {
    const text = `SELECT event FROM ${this.#table} WHERE booking = $1 ORDER BY calendar COLLATE "C"`;
    return eventsIn(await this.connection.query<EventRow>({ text, values: [bookingId] }));
  }

  async ofCalendar(calendarId: string, after: Instant): Promise<readonly WrittenEvent[]> {
    const text = `SELECT event FROM ${this.#table} WHERE calendar = $1 AND ends > $2 ORDER BY ends, booking`;
    return eventsIn(await this.connection.query<EventRow>({ text, values: [calendarId, after] }));
  }

  async remove(calendarId: string, bookingId: string): Promise<void> {
    const text = `DELETE FROM ${this.#table} WHERE calendar = $1 AND booking = $2`;
    await this.connection.query({ text, values: [calendarId, bookingId] });
  }

  async forget(calendarId: string): Promise<void> {
    await this.connection.query({ text: `DELETE FROM ${this.#table} WHERE calendar = $1`, values: [calendarId] });
  }
}

const valuesOf = (event: WrittenEvent): string[] => [
  event.calendarId,
  event.bookingId,
  event.end,
  JSON.stringify(event),
];

const eventsIn = (rows: readonly EventRow[]): readonly WrittenEvent[] => rows.map(({ event }) => event);
