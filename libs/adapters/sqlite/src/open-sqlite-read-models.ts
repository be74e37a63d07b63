import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import type { DatabaseSync } from 'node:sqlite';
import { damageOf, isDamage, setAside } from './damaged-database.js';
import { openInlineSaver } from './read-models/document-writer.js';
import { openReadModelsDatabase, READ_MODELS_FILE } from './read-models/read-models-database.js';
import { SqliteReadModels } from './read-models/sqlite-read-models.js';
import { openThreadedSaver } from './read-models/threaded-saver.js';

export interface SqliteReadModelsOptions {
  readonly folder: string;
  /** Called when the file is damaged, with the name that it has been given. It is then filled anew. */
  readonly onSetAside?: (kept: string) => void;
  /** Where rows are written; default `thread`. */
  readonly writer?: 'thread' | 'inline';
}

/** Opens the embedded read models. While no process has it open, the file can be deleted; it is derived again. */
export const openSqliteReadModels = async (options: SqliteReadModelsOptions): Promise<ReadModels> => {
  const { folder, writer } = options;
  const database = openSoundDatabase(options);
  try {
    const inline = writer === 'inline';
    const saver = inline ? openInlineSaver(openReadModelsDatabase(folder)) : await openThreadedSaver(folder);
    return new SqliteReadModels(database, saver);
  } catch (error) {
    database.close();
    throw error;
  }
};

/** Views are derived from history, so a damaged file is no loss. It may be damaged in any page, so all are read. */
const openSoundDatabase = ({ folder, onSetAside }: SqliteReadModelsOptions): DatabaseSync => {
  const database = openUndamaged(folder);
  if (database !== null) return database;
  onSetAside?.(setAside(folder, READ_MODELS_FILE));
  return openReadModelsDatabase(folder);
};

const openUndamaged = (folder: string): DatabaseSync | null => {
  try {
    const database = openReadModelsDatabase(folder);
    if (damageOf(database) === null) return database;
    database.close();
    return null;
  } catch (error) {
    if (isDamage(error)) return null;
    throw error;
  }
};
