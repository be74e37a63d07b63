import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { EVENTS_FILE } from './schema.js';

/** Reading this many takes about a millisecond. */
const EVENTS_AT_ONCE = 500;
/** Anybody may ask whether the product is ready, so the file is read this often at most. */
const EVERY_MS = 1_000;

/**
 * Reads the file of the events a part at a time, round and round, to notice torn pages that no reader has met yet. The
 * newest event is read each time. Stays at a part that cannot be read until it can.
 */
export class EventsFileScan {
  #after = 0;
  #readAt = -Infinity;
  #isReadable = true;

  constructor(
    private readonly folder: string,
    /** Called when the file can be read no more. */
    private readonly onUnreadable: (error: unknown) => void,
    /** Monotonic milliseconds. */
    private readonly now: () => number = () => performance.now(),
  ) {}

  /** Returns whether the next part of the file could be read; within a second, the same answer again. */
  isReadable(): boolean {
    if (this.now() - this.#readAt >= EVERY_MS) {
      this.#isReadable = this.#readNext();
      this.#readAt = this.now();
    }
    return this.#isReadable;
  }

  #readNext(): boolean {
    let database: DatabaseSync | null = null;
    try {
      // A new connection, because an open one may answer from its cache.
      database = new DatabaseSync(join(this.folder, EVENTS_FILE), { readOnly: true });
      database.prepare('SELECT * FROM events ORDER BY position DESC LIMIT 1').get();
      const part = database
        .prepare(
          'SELECT * FROM events JOIN streams ON streams.id = stream WHERE position > ? ORDER BY position LIMIT ?',
        )
        .all(this.#after, EVENTS_AT_ONCE);
      this.#after = part.length < EVENTS_AT_ONCE ? 0 : Number(part.at(-1)?.['position'] ?? 0);
      return true;
    } catch (error) {
      if (this.#isReadable) this.onUnreadable(error);
      return false;
    } finally {
      database?.close();
    }
  }
}
