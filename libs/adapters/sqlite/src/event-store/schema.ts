import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

export const EVENTS_FILE = 'events.db';
const SCHEMA_VERSION = 2;

/** Opens the file for its only writer, and creates or checks the tables. */
export const openEventTables = (folder: string): DatabaseSync => {
  const database = new DatabaseSync(join(folder, EVENTS_FILE));
  try {
    prepareEventTables(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/**
 * The table is append-only: no statement updates or deletes a row. So events of schema 1 keep no checksum; the table
 * `checksums` holds the position up to which an event may have none.
 */
const prepareEventTables = (database: DatabaseSync): void => {
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000');
  const version = Number(database.prepare('PRAGMA user_version').get()?.['user_version'] ?? 0);
  if (version > SCHEMA_VERSION) {
    throw new Error(
      `The event store has schema ${version}, but this program supports up to ${SCHEMA_VERSION}. Use a newer release.`,
    );
  }
  database.exec('BEGIN IMMEDIATE');
  if (version === 1) database.exec('ALTER TABLE events ADD COLUMN checksum INTEGER');
  database.exec(`
    CREATE TABLE IF NOT EXISTS streams (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE);
    CREATE TABLE IF NOT EXISTS events (
      position INTEGER PRIMARY KEY,
      stream INTEGER NOT NULL REFERENCES streams (id),
      revision INTEGER NOT NULL,
      id TEXT NOT NULL,
      type TEXT NOT NULL,
      data TEXT NOT NULL,
      meta TEXT NOT NULL,
      checksum INTEGER,
      UNIQUE (stream, revision)
    );
    CREATE TABLE IF NOT EXISTS checksums (missing_up_to INTEGER NOT NULL);
    INSERT INTO checksums
      SELECT (SELECT coalesce(max(position), 0) FROM events) WHERE NOT EXISTS (SELECT 1 FROM checksums);
    PRAGMA user_version = ${SCHEMA_VERSION};
    COMMIT;
  `);
};
