import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY_BYTES = 32;

/** Reads an installation's secret key from base64; null unless it has exactly 32 bytes. */
export const parseSecretKey = (encoded: string): Uint8Array | null => {
  const key = Uint8Array.from(Buffer.from(encoded, 'base64'));
  return key.length === KEY_BYTES ? key : null;
};

/**
 * The secret key of an installation that keeps its data in `folder`, created on first use. Links can be copied again
 * with it, so only its owner may read the file, and a backup of the folder must include it.
 */
export const loadOrCreateSecretKey = (folder: string): Uint8Array => {
  const path = join(folder, 'secret.key');
  try {
    // `wx` never overwrites an existing key, even if two processes start at once.
    writeFileSync(path, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!isFileThere(error)) throw error;
  }
  const key = parseSecretKey(readFileSync(path, 'utf8').trim());
  if (key === null)
    throw new Error(`${path} does not hold a ${KEY_BYTES}-byte key in base64; restore it from a backup`);
  return key;
};

const isFileThere = (error: unknown): boolean =>
  typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
