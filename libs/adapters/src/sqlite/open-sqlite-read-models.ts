import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { openDerivedDatabase } from './derived-database.js';
import { SqliteReadModels } from './read-models/sqlite-read-models.js';

/** Opens the embedded read models; the file may be deleted while nobody has it open, and is derived again. */
export const openSqliteReadModels = (folder: string): ReadModels =>
  new SqliteReadModels(openDerivedDatabase(folder, 'read-models.db'));
