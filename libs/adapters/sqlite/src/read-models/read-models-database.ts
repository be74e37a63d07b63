import type { DatabaseSync } from 'node:sqlite';
import { openDerivedDatabase } from '../derived-database.js';
import { dropTables, dropView, tablesStartingWith } from './collection-schema.js';
import type { ViewRow } from './save-batch.js';

/**
 * Everything that releases before versioned views stored: tables `c_<collection>`, checkpoints in a table of that name.
 * It is kept for a while like any view that no running release follows, so that such a release can be started again.
 */
const UNVERSIONED = 'unversioned@0';

export const READ_MODELS_FILE = 'read-models.db';

/** Opens a connection to a folder's read models: one connection writes, another reads and creates tables. */
export const openReadModelsDatabase = (folder: string): DatabaseSync => {
  const database = openDerivedDatabase(folder, READ_MODELS_FILE);
  try {
    prepare(database);
    return database;
  } catch (error) {
    database.close();
    throw error;
  }
};

const prepare = (database: DatabaseSync): void => {
  database.exec('PRAGMA busy_timeout = 10000; PRAGMA mmap_size = 1073741824');
  database.exec(`
    CREATE TABLE IF NOT EXISTS views (
      key TEXT PRIMARY KEY, position TEXT, is_filled INTEGER NOT NULL, followed_at INTEGER
    ) WITHOUT ROWID
  `);
  if (tablesStartingWith(database, 'checkpoints').length > 0) {
    database.exec(`
      INSERT OR IGNORE INTO views SELECT '${UNVERSIONED}', max(position), 1, NULL FROM checkpoints HAVING count(*) > 0
    `);
  }
};

export const readViews = (database: DatabaseSync): readonly ViewRow[] =>
  database
    .prepare('SELECT key, position, is_filled, followed_at FROM views')
    .all()
    .map((row) => ({
      key: String(row['key']),
      position: row['position'] === null ? null : String(row['position']),
      isFilled: row['is_filled'] === 1,
      followedAt: row['followed_at'] === null ? null : Number(row['followed_at']),
    }));

/** Removes a view with all its tables; to be called inside a transaction. */
export const removeView = (database: DatabaseSync, key: string): void => {
  if (key === UNVERSIONED) dropTables(database, [...tablesStartingWith(database, 'c_'), 'checkpoints']);
  else dropView(database, key);
  database.prepare('DELETE FROM views WHERE key = ?').run(key);
};
