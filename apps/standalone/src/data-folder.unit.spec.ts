import { ConfigError } from '@bookonce/platform/variables';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
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
      wasOpen: false,
    });
    expect(statSync(path).mode & 0o777).toBe(0o700);
    expect(openDataFolder(path).path).toBe(path);
  });

  it('is closed to others, with the files in it, where it was open', () => {
    chmodSync(there, 0o755);
    writeFileSync(join(there, 'events.db'), 'x', { mode: 0o644 });
    mkdirSync(join(there, 'mails'), { mode: 0o755 });
    expect(openDataFolder(there).wasOpen).toBe(true);
    const modes = ['.', 'events.db', 'mails'].map((name) => statSync(join(there, name)).mode & 0o777);
    expect(modes).toEqual([0o700, 0o600, 0o700]);
    expect(openDataFolder(there).wasOpen).toBe(false);
  });

  it('is refused where its mode cannot be changed', () => {
    expect(() => openDataFolder('/proc/self')).toThrow(
      /"\/proc\/self": other users have rights on it, and its mode cannot be set to 700 \(E[A-Z]+\)$/,
    );
  });

  it.each([
    ['a file', 'file', /file": it is a file$/],
    ['below a file', 'file/data', /\/file\/data": \S+\/file is a file$/],
    ['too long a name', 'x'.repeat(300), /cannot be looked at \(ENAMETOOLONG\)$/],
  ])('is refused with its name where it is %s', (_what, path, words) => {
    writeFileSync(join(there, 'file'), 'hello');
    expect(() => openDataFolder(join(there, path))).toThrow(ConfigError);
    expect(() => openDataFolder(join(there, path))).toThrow(words);
  });

  it('refuses a data folder that cannot be created', () => {
    expect(() => openDataFolder('/proc/bookonce/data')).toThrow(
      'DATA_DIR must be a folder of the user that runs Bookonce, or the path of one to create, not "/proc/bookonce/data": ' +
        'it cannot be created (',
    );
  });
});
