import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { damageOf, isDamage, setAside } from './damaged-database.js';
import { openInlineSaver } from './read-models/document-writer.js';
import { MendingReadModels } from './read-models/mending-read-models.js';
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

/**
 * Opens the embedded read models. While no process has it open, the file can be deleted; it is derived again. So is a
 * damaged file, whenever the damage is found.
 */
export const openSqliteReadModels = (options: SqliteReadModelsOptions): Promise<ReadModels> => {
  const { folder, onSetAside } = options;
  const replace = (): void => {
    const kept = setAside(folder, READ_MODELS_FILE);
    onSetAside?.(kept);
  };
  return MendingReadModels.open({
    setAside: replace,
    open: async (onDamage) => {
      if (isDamaged(folder)) replace();
      return openFile(options, onDamage);
    },
  });
};

const openFile = async ({ folder, writer }: SqliteReadModelsOptions, onDamage: () => void): Promise<ReadModels> => {
  const database = openReadModelsDatabase(folder);
  try {
    const inline = writer === 'inline';
    const saver = inline ? openInlineSaver(openReadModelsDatabase(folder)) : await openThreadedSaver(folder);
    return new SqliteReadModels(database, saver, onDamage);
  } catch (error) {
    database.close();
    throw error;
  }
};

/** Any page may be damaged, so all are read. */
const isDamaged = (folder: string): boolean => {
  try {
    const database = openReadModelsDatabase(folder);
    const damage = damageOf(database);
    database.close();
    return damage !== null;
  } catch (error) {
    if (isDamage(error)) return true;
    throw error;
  }
};
