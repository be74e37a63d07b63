import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/**
 * A database for what may lag behind history after a power failure, but not be torn: survives a killed process
 * as it is.
 */
export const openDerivedDatabase = (folder: string, file: string): DatabaseSync => {
  mkdirSync(folder, { recursive: true });
  const database = new DatabaseSync(join(folder, file));
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA cache_size = -65536');
  // Copying the log back waits for the disk, and everybody with it: seldom, then.
  database.exec('PRAGMA wal_autocheckpoint = 16000');
  return database;
};
