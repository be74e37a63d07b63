import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY_BYTES = 32;
const KEY_FILE = 'secret.key';

/** Reads an installation's secret key from base64; null unless it has exactly 32 bytes. */
export const parseSecretKey = (encoded: string): Uint8Array | null => {
  const key = Uint8Array.from(Buffer.from(encoded, 'base64'));
  return key.length === KEY_BYTES ? key : null;
};

/**
 * Reads the secret key of an installation that keeps its data in `folder`. Returns null if the file is missing or empty, as
 * a full disk leaves it. Throws if it holds anything but a key.
 */
export const readSecretKey = (folder: string): Uint8Array | null => {
  const path = join(folder, KEY_FILE);
  const text = readIfThere(path)?.trim() ?? '';
  if (text === '') return null;
  const key = parseSecretKey(text);
  if (key !== null) return key;
  throw new DamagedKeyError(
    `${path} does not hold a ${KEY_BYTES}-byte key in base64. Restore it from a backup, or move it away if it is lost.`,
  );
};

/** The file of the secret key holds something else. */
export class DamagedKeyError extends Error {
  override readonly name = 'DamagedKeyError';
}

/**
 * Creates a secret key in place of a missing or empty file, and returns it. Only its owner may read the file, and a backup
 * of the folder must include it. When this returns, the key is on the disk: what it seals is never without it.
 */
export const createSecretKey = (folder: string): Uint8Array => {
  const key = randomBytes(KEY_BYTES);
  const path = join(folder, KEY_FILE);
  const part = `${path}.part`;
  writeFileSync(part, `${key.toString('base64')}\n`, { mode: 0o600, flush: true });
  renameSync(part, path);
  syncFolder(folder);
  return Uint8Array.from(key);
};

/** Makes a renamed file durable. Windows cannot open folders, and needs none of it. */
const syncFolder = (folder: string): void => {
  if (process.platform === 'win32') return;
  const descriptor = openSync(folder, 'r');
  try {
    fsyncSync(descriptor);
  } finally {
    closeSync(descriptor);
  }
};

const readIfThere = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (typeof error === 'object' && error !== null && 'code' in error && error.code === 'ENOENT') return null;
    throw error;
  }
};
