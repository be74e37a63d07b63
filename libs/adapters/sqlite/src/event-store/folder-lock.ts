import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** Another process holds the folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

const SQLITE_BUSY = 5;
/** Masks the extended part of an SQLite result code. */
const PRIMARY_CODE = 0xff;

/**
 * Locks a folder for this process. The operating system releases the lock when the process ends, even by a crash.
 * Throws a {@link FolderInUseError} if another process still has it after `waitMs`. Blocks this thread meanwhile: a
 * process that is stopping may need a moment.
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
