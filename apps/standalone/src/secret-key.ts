import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const KEY_BYTES = 32;

/**
 * The installation's secret, from the data folder; made on the first start. With it links' tokens can be copied
 * again, so it is readable by its owner alone and belongs in the backup of the folder.
 */
export const loadOrCreateSecretKey = (folder: string): Uint8Array => {
  const path = join(folder, 'secret.key');
  try {
    // `wx`: never overwrites a key that is there, also when two processes start at once.
    writeFileSync(path, `${randomBytes(KEY_BYTES).toString('base64')}\n`, { mode: 0o600, flag: 'wx' });
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
  }
  const key = Buffer.from(readFileSync(path, 'utf8').trim(), 'base64');
  if (key.length !== KEY_BYTES) {
    throw new Error(`${path} does not hold a ${KEY_BYTES}-byte key in base64; restore it from a backup`);
  }
  return key;
};
