import { describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadOrCreateSecretKey, parseSecretKey } from './secret-key.js';

const inFolder = (work: (folder: string) => void): void => {
  const folder = mkdtempSync(join(tmpdir(), 'bookonce-secret-'));
  try {
    work(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
};

describe('the secret key', () => {
  it('is created once and readable by its owner alone', () =>
    inFolder((folder) => {
      const key = loadOrCreateSecretKey(folder);
      expect(key).toHaveLength(32);
      expect(loadOrCreateSecretKey(folder)).toEqual(key);
      expect(statSync(join(folder, 'secret.key')).mode & 0o777).toBe(0o600);
    }));

  it('is never replaced if the file is damaged', () =>
    inFolder((folder) => {
      writeFileSync(join(folder, 'secret.key'), 'c2hvcnQ=\n');
      expect(() => loadOrCreateSecretKey(folder)).toThrow('restore it from a backup');
    }));

  it('must have 32 bytes', () => {
    expect(parseSecretKey(Buffer.alloc(32, 7).toString('base64'))).toEqual(new Uint8Array(32).fill(7));
    expect(parseSecretKey('c2hvcnQ=')).toBeNull();
    expect(parseSecretKey('')).toBeNull();
  });
});
