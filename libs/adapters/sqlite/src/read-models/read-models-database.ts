import type { DatabaseSync } from 'node:sqlite';
import { openDerivedDatabase } from '../derived-database.js';

/** A connection to the read models of a folder: one writes, another reads and makes tables. */
export const openReadModelsDatabase = (folder: string): DatabaseSync => {
  const database = openDerivedDatabase(folder, 'read-models.db');
  database.exec('PRAGMA busy_timeout = 10000; PRAGMA mmap_size = 1073741824');
  database.exec('CREATE TABLE IF NOT EXISTS checkpoints (projection TEXT PRIMARY KEY, position TEXT NOT NULL)');
  return database;
};
