import { ConfigError } from '@bookonce/platform/variables';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDataFolder } from './data-folder.js';

describe('the data folder', () => {
  let there: string;

  beforeEach(() => {
    there = mkdtempSync(join(tmpdir(), 'bookonce-folder-'));
  });
  afterEach(() => rmSync(there, { recursive: true }));

  it('is made with the folders above it, for its owner alone', () => {
    const path = join(there, 'a', 'b');
    expect(openDataFolder(path)).toEqual({
      path,
      mails: join(path, 'mails'),
      firstRun: join(path, 'first-run.json'),
    });
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(openDataFolder(path).path).toBe(path);
  });

  it.each([
    ['a file', 'file', /file is a file, not a folder$/],
    ['below a file', 'file/data', /file\/data cannot be made|file is a file, not a folder$/],
  ])('is refused with its name where it is %s', (_what, path, words) => {
    writeFileSync(join(there, 'file'), 'hello');
    expect(() => openDataFolder(join(there, path))).toThrow(ConfigError);
    expect(() => openDataFolder(join(there, path))).toThrow(words);
  });

  it('refuses a data folder that cannot be created', () => {
    expect(() => openDataFolder('/proc/bookonce/data')).toThrow('DATA_DIR: /proc/bookonce/data cannot be made');
  });
});
