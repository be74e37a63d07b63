import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process holds the folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

const SQLITE_BUSY = 5;
/** What SQLite adds to a code says more of the same. */
const PRIMARY_CODE = 0xff;

/**
 * Holds a folder for this process; the operating system lets go of it when the process ends, however it ends.
 * Throws a {@link FolderInUseError} when another process still has it after `waitMs`, which is waited for on this
 * thread: one that was told to stop may need a moment.
 */
export const lockFolder = (folder: string, waitMs: number): { readonly release: () => void } => {
  const database = new DatabaseSync(join(folder, 'lock.db'), { timeout: waitMs });
  try {
    database.exec('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (!isBusy(error)) throw error;
    throw new FolderInUseError(`${folder} is in use by another process; stop it, or choose another folder`, {
      cause: error,
    });
  }
  return { release: () => database.close() };
};

const isBusy = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  (error.errcode & PRIMARY_CODE) === SQLITE_BUSY;
