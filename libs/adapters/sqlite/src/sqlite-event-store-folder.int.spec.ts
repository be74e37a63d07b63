import { newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { EventReader } from './event-store/event-reader.js';
import { runScript } from '@bookonce/testing/processes/run-script';
import { FolderInUseError, isFolderInUse } from './event-store/folder-lock.js';
import { openSqliteEventStore } from './open-sqlite-event-store.js';

describe('a folder', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => {
    jest.restoreAllMocks();
    folder.remove();
  });

  const open = () => openSqliteEventStore({ folder: folder.path, writer: 'inline', lockWaitMs: 0 });
  /** SQLite keeps the WAL next to the file while a connection is open. */
  const expectAllClosed = () => expect(existsSync(join(folder.path, 'events.db-wal'))).toBe(false);

  it('is locked while a store is open, and free after it is closed', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow(FolderInUseError);
    await first.close();
    await (await open()).close();
    expectAllClosed();
  });

  it('is not reported as in use if it is broken', async () => {
    writeFileSync(join(folder.path, 'lock.db'), 'no database'.repeat(100));
    await expect(open()).rejects.toThrow('file is not a database');
  });

  it('is free again if its history cannot be read', async () => {
    await (await open()).close();
    jest.spyOn(EventReader.prototype, 'head').mockImplementationOnce(() => {
      throw new Error('no head');
    });
    await expect(open()).rejects.toThrow('no head');
    expectAllClosed();
    await (await open()).close();
  });

  it('is free again if its history belongs to a newer release', async () => {
    const store = await open();
    await store.append('link-a', -1, [newEvent('1')]);
    await store.close();
    const version = (number: number): number => {
      const database = new DatabaseSync(join(folder.path, 'events.db'));
      const before = Number(database.prepare('PRAGMA user_version').get()?.['user_version']);
      database.exec(`PRAGMA user_version = ${number}`);
      database.close();
      return before;
    };
    const current = version(1_000);
    await expect(open()).rejects.toThrow('Use a newer release');
    expectAllClosed();
    version(current);
    const again = await open();
    expect(await again.readStream('link-a')).toHaveLength(1);
    await again.close();
  });

  it('is locked by one process, and free for another after that one ends', async () => {
    const { process, lines, ended } = runScript('hold-folder', folder.path);
    expect(isFolderInUse(folder.path)).toBe(false);
    await lines.next();
    expect(isFolderInUse(folder.path)).toBe(true);
    await expect(open()).rejects.toThrow(FolderInUseError);
    await expect(open()).rejects.toThrow(`${folder.path} is in use by process ${process.pid}; stop it, or`);
    process.kill('SIGTERM');
    await ended;
    expect(isFolderInUse(folder.path)).toBe(false);
    await (await open()).close();
  });

  it.each([
    ['of a process that has ended', '999999999'],
    ['that cannot be read', 'x'],
    // The holder runs in a container, or could not write its id: here, another process has that id.
    ['of a process that started at another time', `${process.ppid} 1`],
    ['whose process may be another one', `${process.ppid}`],
  ])('names no process by an id %s', async (_what, id) => {
    const { process, lines, ended } = runScript('hold-folder', folder.path);
    await lines.next();
    writeFileSync(join(folder.path, 'lock.pid'), id);
    await expect(open()).rejects.toThrow(`${folder.path} is in use by another process; stop it, or`);
    process.kill('SIGTERM');
    await ended;
  });

  it('is waited for while another process is stopping, which is said before', async () => {
    const { process, lines, ended } = runScript('hold-folder', folder.path, '300');
    await lines.next();
    process.kill('SIGTERM');
    const said: string[] = [];
    const onLockWait = (line: string): void => void said.push(line);
    const store = await openSqliteEventStore({ folder: folder.path, writer: 'inline', onLockWait });
    expect(said).toEqual([`${folder.path} is in use by process ${process.pid}; waiting up to 5 s for it to stop`]);
    await store.close();
    await ended;
  });

  it('is free for another process although the id of the last one cannot be removed', async () => {
    const store = await open();
    rmSync(join(folder.path, 'lock.pid'));
    mkdirSync(join(folder.path, 'lock.pid', 'not empty'), { recursive: true });
    await store.close();
    await (await open()).close();
  });

  it('is free at once after its process was killed', async () => {
    const { process, lines, ended } = runScript('hold-folder', folder.path);
    await lines.next();
    process.kill('SIGKILL');
    await ended;
    await (await open()).close();
  });
});
