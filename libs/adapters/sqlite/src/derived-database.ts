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
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536');
  // A WAL checkpoint blocks on the disk, so it runs rarely.
  database.exec('PRAGMA wal_autocheckpoint = 16000');
  return database;
};
