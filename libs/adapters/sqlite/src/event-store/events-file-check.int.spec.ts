import { batch } from '@bookonce/testing/contracts/tested-event-store';
import { eventually } from '@bookonce/testing/harness/eventually';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, readdirSync, readlinkSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { damageOf } from '../damaged-database.js';
import { openSqliteEventStore } from '../open-sqlite-event-store.js';
import { checkInProcess, EventsFileCheck, type CheckFile } from './events-file-check.js';
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

describe('the process that checks events.db', () => {
  const script = new URL('../../dist/event-store/check-events-file.js', import.meta.url);
  let folder: ReturnType<typeof temporaryFolder>;
  let file: DatabaseSync;

  beforeEach(() => {
    folder = temporaryFolder();
    file = new DatabaseSync(join(folder.path, EVENTS_FILE));
    file.exec('CREATE TABLE events (id)');
  });
  afterEach(() => {
    file.close();
    folder.remove();
  });

  /** Starts a check that waits in SQLite, because the file is locked. */
  const blocked = async (): Promise<ChildProcess> => {
    file.exec('BEGIN EXCLUSIVE');
    const args = ['--disable-warning=ExperimentalWarning', fileURLToPath(script), folder.path];
    const child = spawn(process.execPath, args, { env: { ...process.env, NODE_OPTIONS: '' } });
    await eventually(() => expect(openFilesOf(child)).toContain(join(folder.path, EVENTS_FILE)));
    return child;
  };

  it('tells what it found', async () => {
    const check = checkInProcess(folder.path, script);
    const { signal } = new AbortController();
    expect(await check(signal)).toBeNull();
    file.close();
    writeFileSync(join(folder.path, EVENTS_FILE), 'no database '.repeat(100));
    expect(await check(signal)).toBe('file is not a database');
    rmSync(join(folder.path, EVENTS_FILE));
    await expect(check(signal)).rejects.toThrow(/^unable to open database file$/);
    file = new DatabaseSync(':memory:');
  });

  it('ends with the process that started it, even in the middle of a check', async () => {
    const child = await blocked();
    const exited = once(child, 'exit');
    child.stdin?.end();
    expect(await exited).toEqual([null, 'SIGKILL']);
  });

  it('outlives the signals that stop the product, which ends it itself', async () => {
    const child = await blocked();
    const exited = once(child, 'exit');
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) child.kill(signal);
    file.exec('COMMIT');
    expect(await exited).toEqual([0, null]);
  });

  it('is ended at once by the product, which does not take that for damage', async () => {
    file.exec('BEGIN EXCLUSIVE');
    const stopping = new AbortController();
    const checked = checkInProcess(folder.path, script)(stopping.signal);
    stopping.abort();
    await expect(checked).rejects.toThrow('aborted');
  });
});

/** The files that a process has open. */
const openFilesOf = ({ pid }: ChildProcess): readonly string[] => {
  const path = `/proc/${pid}/fd`;
  return readdirSync(path).map((fd) => readlinkSync(join(path, fd)));
};

describe('checks of events.db', () => {
  let waits: { readonly ms: number; readonly run: () => void; isCancelled: boolean }[];
  let results: (string | null | Error)[];
  let reported: string[];
  let failures: string[];
  let check: EventsFileCheck;

  beforeEach(() => {
    [waits, results, reported, failures] = [[], [], [], []];
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
      onFailure: (reason) => void failures.push(reason),
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
    results = ['page 7', 'page 7', null];
    expect([await next(), check.isSound()]).toEqual([600, false]);
    expect([await next(), check.isSound(), reported]).toEqual([600, false, ['page 7']]);
    expect([await next(), check.isSound()]).toEqual([86_400, true]);
    expect([reported, failures]).toEqual([['page 7'], []]);
  });

  it('take a failed check neither for damage nor for the end of it, and say so once', async () => {
    const noMemory = new Error('no memory');
    results = [noMemory, noMemory, 'page 7', noMemory, null];
    expect([await next(), await next(), check.isSound(), failures]).toEqual([600, 600, true, ['no memory']]);
    expect([await next(), await next(), check.isSound()]).toEqual([600, 600, false]);
    expect([await next(), check.isSound()]).toEqual([86_400, true]);
    expect([reported, failures]).toEqual([['page 7'], ['no memory', 'no memory']]);
  });

  it('end when they are stopped', async () => {
    await check.stop();
    expect(waits.map(({ isCancelled }) => isCancelled)).toEqual([true]);
  });
});
