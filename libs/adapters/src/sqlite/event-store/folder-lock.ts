import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process holds the folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

/**
 * Holds a folder for this process; the operating system lets go of it when the process ends, however it ends.
 * Throws a {@link FolderInUseError} when another process has it.
 */
export const lockFolder = (folder: string): { readonly release: () => void } => {
  const database = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    throw new FolderInUseError(`${folder} is in use by another process; stop it, or choose another folder`, {
      cause: error,
    });
  }
  return { release: () => database.close() };
};
