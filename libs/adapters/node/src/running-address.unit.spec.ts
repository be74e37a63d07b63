import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localUrlOf, readRunningAddress, removeRunningAddress, writeRunningAddress } from './running-address.js';

describe('the address of a running process', () => {
  let folder: string;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'bookonce-address-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  it.each([
    ['127.0.0.1', 'http://127.0.0.1:3000'],
    ['localhost', 'http://localhost:3000'],
    ['0.0.0.0', 'http://127.0.0.1:3000'],
    ['::', 'http://localhost:3000'],
    ['::1', 'http://[::1]:3000'],
  ])('is one of this machine if the process listens on %s', (host, url) => {
    expect(localUrlOf(host, 3000)).toBe(url);
  });

  it('is the last one written, for its owner alone, until it is removed', () => {
    expect(readRunningAddress(folder)).toBeNull();
    writeRunningAddress(folder, 'http://127.0.0.1:3000');
    writeRunningAddress(folder, 'http://127.0.0.1:3001');
    expect(readRunningAddress(folder)).toBe('http://127.0.0.1:3001');
    expect(statSync(join(folder, 'address.json')).mode & 0o777).toBe(0o600);
    removeRunningAddress(folder);
    removeRunningAddress(folder);
    expect(readRunningAddress(folder)).toBeNull();
  });

  it('is not known rather than outdated if it cannot be written', () => {
    writeRunningAddress(folder, 'http://127.0.0.1:3000');
    mkdirSync(join(folder, 'address.json.part'));
    writeRunningAddress(folder, 'http://127.0.0.1:3001');
    expect(readRunningAddress(folder)).toBeNull();
  });

  it.each(['', '{"url":7}', '{"url":"nowhere"}', 'null'])('is not known from a file that holds %j', (text) => {
    writeFileSync(join(folder, 'address.json'), text);
    expect(readRunningAddress(folder)).toBeNull();
  });
});
