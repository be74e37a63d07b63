import { batch } from '@bookonce/testing/contracts/tested-event-store';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { copyFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { damageOf } from '../damaged-database.js';
import { openSqliteEventStore } from '../open-sqlite-event-store.js';
import { EventsFileCheck, type CheckFile } from './events-file-check.js';
import { EventsFileScan } from './events-file-scan.js';
import { tearIndex, INDEXES } from './fixtures/tear-index.js';
import { EVENTS_FILE } from './schema.js';

describe('the check of events.db', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(async () => {
    folder = temporaryFolder();
    const store = await openSqliteEventStore({ folder: folder.path, writer: 'inline' });
    await store.append('link-a', -1, batch('1', '2', '3'));
    await store.append('link-b', -1, batch('4'));
    await store.close();
  });
  afterEach(() => folder.remove());

  const damage = (): string | null => {
    const database = new DatabaseSync(join(folder.path, EVENTS_FILE), { readOnly: true });
    try {
      return damageOf(database, 'integrity_check');
    } finally {
      database.close();
    }
  };

  it('finds nothing wrong with a sound file', () => {
    expect(damage()).toBeNull();
  });

  it.each(INDEXES)('finds a torn page of %s, which reading all events does not', (index) => {
    tearIndex(folder.path, index);
    const unreadable: unknown[] = [];
    expect(new EventsFileScan(folder.path, (error) => void unreadable.push(error)).isReadable()).toBe(true);
    expect(damage()).toEqual(expect.stringMatching(/malformed|page \d+/));
  });

  it('finds an index page of before the last events: nothing of it is torn, but events are missing in it', async () => {
    const file = join(folder.path, EVENTS_FILE);
    copyFileSync(file, `${file}.before`);
    const store = await openSqliteEventStore({ folder: folder.path, writer: 'inline' });
    await store.append('link-a', 2, batch('5'));
    await store.close();
    tearIndex(folder.path, INDEXES[0], `${file}.before`);
    rmSync(`${file}.before`);
    expect(damage()).toMatch(/missing from index|wrong # of entries/);
  });
});

describe('checks of events.db', () => {
  let waits: { readonly ms: number; readonly run: () => void; isCancelled: boolean }[];
  let results: (string | null | Error)[];
  let reported: string[];
  let check: EventsFileCheck;

  beforeEach(() => {
    [waits, results, reported] = [[], [], []];
    const checkFile: CheckFile = async () => {
      const result = results.shift() ?? null;
      if (result instanceof Error) throw result;
      return result;
    };
    check = new EventsFileCheck({
      check: checkFile,
      scheduler: {
        deadline: (ms, run) => {
          const wait = { ms, run, isCancelled: false };
          waits.push(wait);
          return () => void (wait.isCancelled = true);
        },
      },
      onDamage: (damage) => void reported.push(damage),
    });
    check.start();
  });

  /** Lets the next check run, and returns when the one after it comes, in seconds. */
  const next = async (): Promise<number | undefined> => {
    waits.shift()?.run();
    await new Promise(setImmediate);
    return (waits[0]?.ms ?? 0) / 1_000;
  };

  it('come soon after the start, then daily', async () => {
    expect(waits.map(({ ms }) => ms)).toEqual([5_000]);
    expect([await next(), await next(), check.isSound(), reported]).toEqual([86_400, 86_400, true, []]);
  });

  it('report damage once, come more often while it is there, and accept the mended file', async () => {
    results = ['page 7', 'page 7', null, new Error('no disk')];
    expect([await next(), check.isSound()]).toEqual([600, false]);
    expect([await next(), check.isSound(), reported]).toEqual([600, false, ['page 7']]);
    expect([await next(), check.isSound()]).toEqual([86_400, true]);
    expect([await next(), check.isSound()]).toEqual([600, false]);
    expect(reported).toEqual(['page 7', 'it cannot be checked: Error: no disk']);
  });

  it('end when they are stopped', async () => {
    await check.stop();
    expect(waits.map(({ isCancelled }) => isCancelled)).toEqual([true]);
  });
});
