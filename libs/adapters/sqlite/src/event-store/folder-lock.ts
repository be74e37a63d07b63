import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

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
      const holder = `${folder} is in use by ${describeHolder(folder)}`;
      if (waitMs > 0) {
        onWait?.(`${holder}; waiting up to ${waitMs / 1000} s for it to stop`);
        database.exec(`PRAGMA busy_timeout = ${waitMs}`);
      }
      if (waitMs === 0 || !tryLock(database)) {
        throw new FolderInUseError(`${holder}; stop it, or choose another folder`);
      }
    }
    writeHolder(folder);
  } catch (error) {
    database.close();
    throw error;
  }
  return {
    release: () => {
      rmSync(join(folder, HOLDER), { force: true });
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

const tryLock = (database: DatabaseSync): boolean => {
  try {
    database.exec('BEGIN EXCLUSIVE');
    return true;
  } catch (error) {
    if (isBusy(error)) return false;
    throw error;
  }
};

/** Holds the process id of the process that has the lock. For messages only: a crash leaves it behind. */
const HOLDER = 'lock.pid';

const writeHolder = (folder: string): void => {
  try {
    writeFileSync(join(folder, HOLDER), `${process.pid}\n`, { mode: 0o600 });
  } catch {
    // The lock holds without it, as on a full disk.
  }
};

/** The id is left out if no other process of this machine has it: the holder may run in a container. */
const describeHolder = (folder: string): string => {
  const id = readHolder(folder);
  return id !== null && id !== process.pid && isRunning(id) ? `process ${id}` : 'another process';
};

const readHolder = (folder: string): number | null => {
  try {
    const text = readFileSync(join(folder, HOLDER), 'utf8').trim();
    return /^[1-9]\d*$/.test(text) ? Number(text) : null;
  } catch {
    return null;
  }
};

const isRunning = (id: number): boolean => {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // It runs as another user.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};

const isBusy = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  (error.errcode & PRIMARY_CODE) === SQLITE_BUSY;
