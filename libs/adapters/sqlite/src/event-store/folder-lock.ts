import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describeHolder, removeHolder, writeHolder } from './lock-holder.js';

/** Another process holds the folder. */
export class FolderInUseError extends Error {
  override readonly name = 'FolderInUseError';
}

const SQLITE_BUSY = 5;
/** Masks the extended part of an SQLite result code. */
const PRIMARY_CODE = 0xff;

export interface FolderLockOptions {
  /** How long another process may take to release the folder. */
  readonly waitMs: number;
  /** Called before waiting, with a line that says which process has the folder. */
  readonly onWait?: (line: string) => void;
}

/**
 * Locks a folder for this process. The operating system releases the lock when the process ends, even by a crash.
 * Throws a {@link FolderInUseError} if another process still has it after `waitMs`. Blocks this thread meanwhile: a
 * process that is stopping may need a moment.
 */
export const lockFolder = (folder: string, { waitMs, onWait }: FolderLockOptions): { readonly release: () => void } => {
  const database = new DatabaseSync(join(folder, 'lock.db'), { timeout: 0 });
  try {
    if (!tryLock(database)) {
      if (waitMs > 0) {
        onWait?.(`${inUse(folder)}; waiting up to ${waitMs / 1000} s for it to stop`);
        database.exec(`PRAGMA busy_timeout = ${waitMs}`);
      }
      if (waitMs === 0 || !tryLock(database)) {
        // The holder may be another one by now.
        throw new FolderInUseError(`${inUse(folder)}; stop it, or choose another folder`);
      }
    }
    writeHolder(folder);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    release: () => {
      removeHolder(folder);
      database.close();
    },
  };
};

/** Whether a process holds this folder now. Changes nothing. */
export const isFolderInUse = (folder: string): boolean => {
  const path = join(folder, 'lock.db');
  if (!existsSync(path)) return false;
  const database = new DatabaseSync(path, { readOnly: true, timeout: 0 });
  try {
    database.prepare('SELECT count(*) FROM sqlite_schema').get();
    return false;
  } catch (error) {
    if (isBusy(error)) return true;
    throw error;
  } finally {
    database.close();
  }
};

const inUse = (folder: string): string => `${folder} is in use by ${describeHolder(folder)}`;

const tryLock = (database: DatabaseSync): boolean => {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
};

const isBusy = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  (error.errcode & PRIMARY_CODE) === SQLITE_BUSY;
