import { batch } from '@bookonce/testing/contracts/tested-event-store';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { afterEach, expect, it } from '@jest/globals';
import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { openSqliteEventStore } from '../open-sqlite-event-store.js';
import { EventsFileScan } from './events-file-scan.js';
import { EVENTS_FILE } from './schema.js';

const PAGE_SIZE = 4_096;
const folder = temporaryFolder();
afterEach(() => folder.remove());

it('finds a torn page anywhere among the events, reports it once, and accepts the file when it is mended', async () => {
  const store = await openSqliteEventStore({ folder: folder.path, writer: 'inline' });
  const names = Array.from({ length: 1_200 }, (_, number) => `event-${number}`);
  await store.append('link-a', -1, batch(...names));
  await store.close();
  const open = await openSqliteEventStore({ folder: folder.path, writer: 'inline' });
  let now = 0;
  const errors: unknown[] = [];
  const scan = new EventsFileScan(
    folder.path,
    (error) => void errors.push(error),
    () => now,
  );
  /** Whether all of a round, and a little more, could be read. */
  const round = (): readonly boolean[] =>
    [1, 2, 3, 4].map(() => {
      now += 1_000;
      return scan.isReadable();
    });
  expect(round()).toEqual([true, true, true, true]);

  const file = openSync(join(folder.path, EVENTS_FILE), 'r+');
  const middle = Math.floor(fstatSync(file).size / PAGE_SIZE / 2) * PAGE_SIZE;
  const sound = Buffer.alloc(4 * PAGE_SIZE);
  readSync(file, sound, 0, sound.length, middle);
  writeSync(file, Buffer.alloc(sound.length, 'x'), 0, sound.length, middle);
  expect(round().at(-1)).toBe(false);
  expect(scan.isReadable()).toBe(false);
  expect(errors).toHaveLength(1);
  writeSync(file, sound, 0, sound.length, middle);
  closeSync(file);
  expect(round()).toEqual([true, true, true, true]);
  await open.close();
});
