import { DatabaseSync } from 'node:sqlite';

/** One table per entity, WAL, and every commit synced before the answer: the same durability as the product. */
export const openDatabase = (file) => {
  const database = new DatabaseSync(file);
  database.exec(`
    PRAGMA journal_mode = WAL;
    PRAGMA synchronous = FULL;
    CREATE TABLE hosts (id TEXT PRIMARY KEY, name TEXT NOT NULL, email TEXT NOT NULL, schedule TEXT NOT NULL);
    CREATE TABLE meeting_types (
      id TEXT PRIMARY KEY, name TEXT NOT NULL, host_id TEXT NOT NULL REFERENCES hosts, duration_minutes INTEGER NOT NULL
    );
    CREATE TABLE links (
      id TEXT PRIMARY KEY, token TEXT NOT NULL UNIQUE, meeting_type_id TEXT NOT NULL REFERENCES meeting_types,
      status TEXT NOT NULL, created_at TEXT NOT NULL, expires_at TEXT NOT NULL, booking_id TEXT
    );
    CREATE TABLE bookings (
      id TEXT PRIMARY KEY, link_id TEXT NOT NULL UNIQUE REFERENCES links, host_id TEXT NOT NULL REFERENCES hosts,
      start_at TEXT NOT NULL, end_at TEXT NOT NULL, name TEXT NOT NULL, email TEXT NOT NULL, time_zone TEXT,
      manage_token TEXT NOT NULL UNIQUE, created_at TEXT NOT NULL
    );
    CREATE INDEX bookings_by_host ON bookings (host_id, start_at);
  `);
  return database;
};

/** Runs `work` in one write transaction; rolls back if it throws. */
export const inTransaction = (database, work) => {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
};
