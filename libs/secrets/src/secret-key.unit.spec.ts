import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createSecretKey, DamagedKeyError, parseSecretKey, readSecretKey } from './secret-key.js';

const inFolder = (work: (folder: string) => void): void => {
  const folder = mkdtempSync(join(tmpdir(), 'bookonce-secret-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('the secret key', () => {
  it('is created readable by its owner alone, and read again', () =>
    inFolder((folder) => {
      expect(readSecretKey(folder)).toBeNull();
      const key = createSecretKey(folder);
      expect(key).toHaveLength(32);
      expect(readSecretKey(folder)).toEqual(key);
      expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
      expect(readdirSync(folder)).toEqual(['secret.key']);
    }));

  it('takes the place of an empty file', () =>
    inFolder((folder) => {
      writeFileSync(join(folder, 'secret.key'), '\n');
      writeFileSync(join(folder, 'secret.key.part'), 'of a start that was cut short');
      expect(readSecretKey(folder)).toBeNull();
      expect(readSecretKey(folder)).not.toEqual(createSecretKey(folder));
    }));

  it('is refused if the file holds anything else', () =>
    inFolder((folder) => {
      writeFileSync(join(folder, 'secret.key'), 'c2hvcnQ=\n');
      expect(() => readSecretKey(folder)).toThrow(DamagedKeyError);
    }));

  it('must have 32 bytes', () => {
    expect(parseSecretKey(Buffer.alloc(32, 7).toString('base64'))).toEqual(new Uint8Array(32).fill(7));
    expect(parseSecretKey('c2hvcnQ=')).toBeNull();
    expect(parseSecretKey('')).toBeNull();
  });
});
