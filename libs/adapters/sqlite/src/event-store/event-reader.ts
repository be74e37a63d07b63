import { type LogPage, positionText } from '@bookonce/adapter-storage/log/log-subscription';
import { type ReadEvent, readEvent, soundEvents } from '@bookonce/adapter-storage/log/stored-form';
import {
  categoryOf,
  DamagedEventError,
  type EventPlace,
  type ReadOptions,
  type StoredEvent,
  type StreamName,
} from '@bookonce/kernel/ports/event-store';
import { join } from 'node:path';
import { DatabaseSync, type StatementSync } from 'node:sqlite';
import { EVENTS_FILE } from './schema.js';

/** Rows as arrays in the order of {@link COLUMNS}, which is faster for long histories. */
type Row = readonly [number, StreamName | null, number, string, string, string, string, number | null];

const COLUMNS = 'position, name, revision, events.id, type, data, meta, checksum';
// An event whose stream's number is damaged must not vanish.
const FROM = 'FROM events LEFT JOIN streams ON streams.id = events.stream';
const NO_LIMIT = -1;
const NO_NAME: StreamName = 'unknown-unknown';

/**
 * Reads committed history over a separate read-only connection. Committed events may not be acknowledged yet, so every
 * read is limited by a head: the number of the last event that may be shown.
 */
export class EventReader {
  readonly #database: DatabaseSync;
  readonly #forwards: StatementSync;
  readonly #backwards: StatementSync;
  readonly #after: StatementSync;
  /** Number of the last event that may have no checksum. */
  readonly #uncheckedUpTo: number;

  constructor(folder: string) {
    this.#database = new DatabaseSync(join(folder, EVENTS_FILE), { readOnly: true });
    const prepare = (condition: string, order: string): StatementSync => {
      const statement = this.#database.prepare(
        `SELECT ${COLUMNS} ${FROM} WHERE ${condition} AND position <= ? ORDER BY ${order} LIMIT ?`,
      );
      statement.setReturnArrays(true);
      return statement;
    };
    try {
      const ofStream = 'events.stream = (SELECT id FROM streams WHERE name = ?)';
      this.#forwards = prepare(`${ofStream} AND revision >= ?`, 'revision');
      this.#backwards = prepare(`${ofStream} AND revision <= ?`, 'revision DESC');
      this.#after = prepare('position > ?', 'position');
      const unchecked = this.#database.prepare('SELECT missing_up_to FROM checksums').get();
      this.#uncheckedUpTo = Number(unchecked?.['missing_up_to'] ?? 0);
    } catch (error) {
      this.#database.close();
      throw error;
    }
  }

  stream(stream: StreamName, options: ReadOptions, head: number): readonly StoredEvent[] {
    const limit = options.limit ?? NO_LIMIT;
    const rows =
      options.direction === 'backwards'
        ? this.#backwards.all(stream, options.from ?? Number.MAX_SAFE_INTEGER, head, limit)
        : this.#forwards.all(stream, options.from ?? 0, head, limit);
    return soundEvents(asRows(rows).map((row) => this.#eventOf(row)));
  }

  after(number: number, limit: number, categories: ReadonlySet<string> | null, head: number): LogPage {
    const rows = asRows(this.#after.all(number, head, limit));
    const wanted =
      categories === null ? rows : rows.filter(([, stream]) => stream !== null && categories.has(categoryOf(stream)));
    const last = rows.at(-1);
    return {
      events: wanted.map((row) => this.#eventOf(row)),
      scannedTo: last?.[0] ?? number,
      last: last === undefined ? null : placeOfRow(last),
    };
  }

  /** Returns the number of the last committed event; 0 if there is none. */
  head(): number {
    return Number(this.#database.prepare('SELECT max(position) AS head FROM events').get()?.['head'] ?? 0);
  }

  close(): void {
    this.#database.close();
  }

  #eventOf([number, stream, revision, id, type, data, meta, checksum]: Row): ReadEvent {
    const position = positionText(number);
    if (stream === null) return new DamagedEventError(NO_NAME, revision, position, 'its stream has no name');
    if (checksum === null && number > this.#uncheckedUpTo) {
      return new DamagedEventError(stream, revision, position, 'it has no checksum');
    }
    return readEvent({ stream, revision, id, type, data, meta }, position, checksum);
  }
}

const asRows = (rows: readonly unknown[]): readonly Row[] => rows as readonly Row[];

const placeOfRow = ([position, stream, revision, id]: Row): EventPlace => ({
  stream: stream ?? NO_NAME,
  revision,
  id,
  position: positionText(position),
});
