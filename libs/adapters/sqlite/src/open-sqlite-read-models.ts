import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { openInlineSaver } from './read-models/document-writer.js';
import { openReadModelsDatabase } from './read-models/read-models-database.js';
import { SqliteReadModels } from './read-models/sqlite-read-models.js';
import { openThreadedSaver } from './read-models/threaded-saver.js';

export interface SqliteReadModelsOptions {
  readonly folder: string;
  /** Where rows are written; default `thread`. */
  readonly writer?: 'thread' | 'inline';
}

/** Opens the embedded read models. While no process has it open, the file can be deleted; it is derived again. */
export const openSqliteReadModels = async ({ folder, writer }: SqliteReadModelsOptions): Promise<ReadModels> => {
  const database = openReadModelsDatabase(folder);
  try {
    const inline = writer === 'inline';
    const saver = inline ? openInlineSaver(openReadModelsDatabase(folder)) : await openThreadedSaver(folder);
    return new SqliteReadModels(database, saver);
  } catch (error) {
    database.close();
    throw error;
  }
};
