import { existsSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** A database that holds more than views is damaged. Its message names the loss if it is set aside, and the steps. */
export class DamagedDatabaseError extends Error {
  override readonly name = 'DamagedDatabaseError';
}

const SQLITE_CORRUPT = 11;
const SQLITE_NOT_A_DATABASE = 26;
/** Masks the extended part of an SQLite result code. */
const PRIMARY_CODE = 0xff;

/** Returns whether SQLite found the file itself damaged. */
export const isDamage = (error: unknown): error is Error =>
  typeof error === 'object' &&
  error !== null &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  [SQLITE_CORRUPT, SQLITE_NOT_A_DATABASE].includes(error.errcode & PRIMARY_CODE);

/** Files of a database beside it. */
const BESIDE = ['-wal', '-shm'];

/** Renames a database that can be derived again, with its files beside it, and returns its new name. */
export const setAside = (folder: string, file: string): string => {
  let number = 1;
  while (existsSync(join(folder, `${file}.damaged-${number}`))) number += 1;
  const kept = `${file}.damaged-${number}`;
  for (const end of ['', ...BESIDE]) {
    if (existsSync(join(folder, `${file}${end}`)))
      renameSync(join(folder, `${file}${end}`), join(folder, `${kept}${end}`));
  }
  return kept;
};

/**
 * Throws a {@link DamagedDatabaseError} if the file exists and is damaged. Reads all of it. `lost` ends the sentence "If
 * it is set aside, …".
 */
export const expectSound = (folder: string, file: string, lost: string): void => {
  if (!existsSync(join(folder, file))) return;
  const found = damageIn(join(folder, file));
  if (found === null) return;
  throw new DamagedDatabaseError(
    `${join(folder, file)} is damaged (${found}). Restore it from a backup. If it is set aside, ${lost}. ` +
      `To set it aside, stop the product and rename ${file}, ${BESIDE.map((end) => file + end).join(' and ')}`,
  );
};

const damageIn = (path: string): string | null => {
  const database = new DatabaseSync(path);
  try {
    return damageOf(database);
  } finally {
    database.close();
  }
};

/**
 * Returns what SQLite finds damaged in an open database; null if it is sound. Reads all of it: about 2 ms a megabyte.
 * `integrity_check` also compares indexes with their tables.
 */
export const damageOf = (
  database: DatabaseSync,
  check: 'quick_check' | 'integrity_check' = 'quick_check',
): string | null => {
  try {
    const found = String(Object.values(database.prepare(`PRAGMA ${check}(1)`).get() ?? { none: 'ok' })[0]);
    return found === 'ok' ? null : found.replaceAll(/\s+/g, ' ');
  } catch (error) {
    if (isDamage(error)) return error.message;
    throw error;
  }
};
