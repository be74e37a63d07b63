import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { afterEach, expect, it } from '@jest/globals';
import { readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { DiskCheck } from './disk-check.js';

const folder = temporaryFolder();
afterEach(() => folder.remove());

it('finds a folder writable, leaves nothing behind, and notices a full disk within a second', async () => {
  let now = 0;
  const check = new DiskCheck(folder.path, () => now);
  expect(await check.isWritable()).toBe(true);
  expect(readdirSync(folder.path)).toEqual([]);
  // Writing to this device fails as on a full disk (ENOSPC).
  symlinkSync('/dev/full', join(folder.path, '.disk-check'));
  now = 999;
  expect(await check.isWritable()).toBe(true);
  now = 1_000;
  expect(await check.isWritable()).toBe(false);
  now = 2_000;
  expect(await check.isWritable()).toBe(true);
});
