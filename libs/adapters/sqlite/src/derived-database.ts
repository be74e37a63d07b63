import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * Opens a database for derived data: it may lag behind history after a power failure, but is never corrupt. It survives
 * a killed process completely.
 */
export const openDerivedDatabase = (folder: string, file: string): DatabaseSync => {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, file));
  try {
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536');
    // A WAL checkpoint blocks on the disk, so it runs rarely.
    database.exec('PRAGMA wal_autocheckpoint = 16000');
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

/** Adds to a table of an earlier release the columns that it lacks: names and types. */
export const addMissingColumns = (
  database: DatabaseSync,
  table: string,
  columns: Readonly<Record<string, string>>,
): void => {
  const known = new Set(
    database
      .prepare(`PRAGMA table_info(${table})`)
      .all()
      .map(({ name }) => name),
  );
  for (const [name, type] of Object.entries(columns)) {
    if (!known.has(name)) database.exec(`ALTER TABLE ${table} ADD COLUMN ${name} ${type}`);
  }
};
