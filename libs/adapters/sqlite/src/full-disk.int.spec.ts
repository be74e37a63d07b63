import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { DatabaseSync } from 'node:sqlite';
import { openDerivedDatabase } from './derived-database.js';
import { orStoreUnavailable } from './lost-disk.js';
import { SqliteLastUses } from './sqlite-last-uses.js';
import { SqliteCheckpoints, SqliteDeadLetters, SqliteSnapshots } from './sqlite-service-records.js';
import { SqliteStoredReplies } from './sqlite-stored-replies.js';

const LONG = 'x'.repeat(20_000);

/** SQLite answers as for a full disk (SQLITE_FULL) once the file may not grow. */
describe('a database on a full disk', () => {
  const folder = temporaryFolder();
  let database: DatabaseSync;

  beforeEach(() => {
    database = openDerivedDatabase(folder.path, 'operations.db');
  });
  afterEach(() => {
    database.close();
    folder.remove();
  });

  const full = <Port>(port: Port): Port => {
    const pages = Number(database.prepare('PRAGMA page_count').get()?.['page_count']);
    database.exec(`PRAGMA max_page_count = ${pages}`);
    return port;
  };

  it('is a lost server to a call with an Idempotency-Key, whose key is free again later', async () => {
    const replies = full(new SqliteStoredReplies(database));
    await expect(replies.begin(LONG, 'body', 0)).rejects.toBeInstanceOf(ReadModelsUnavailableError);
    await replies.begin('short', 'body', 0);
    const reply = { status: 201, body: LONG, headers: {} };
    await expect(replies.complete('short', reply)).rejects.toBeInstanceOf(ReadModelsUnavailableError);
    database.exec('PRAGMA max_page_count = 10000');
    expect(await replies.begin(LONG, 'body', 0)).toEqual({ state: 'unknown' });
    expect(await replies.begin('short', 'body', 0)).toEqual({ state: 'begun' });
  });

  it('is a lost server to everything else that is kept beside history', async () => {
    const [uses, checkpoints, snapshots, letters] = [
      new SqliteLastUses(database),
      new SqliteCheckpoints(database),
      new SqliteSnapshots(database),
      full(new SqliteDeadLetters(database)),
    ];
    await expect(uses.note(LONG, '')).rejects.toBeInstanceOf(ReadModelsUnavailableError);
    await expect(checkpoints.save(LONG, '1')).rejects.toBeInstanceOf(StoreUnavailableError);
    const snapshot = { revision: 1, version: 1, state: LONG };
    await expect(snapshots.save('link-lnk_1', snapshot)).rejects.toBeInstanceOf(StoreUnavailableError);
    const letter = { id: LONG, at: '' } as Parameters<typeof letters.add>[0];
    await expect(letters.add(letter)).rejects.toBeInstanceOf(StoreUnavailableError);
  });

  it('does not hide a wrong statement', () => {
    expect(() => orStoreUnavailable(() => database.exec('SELECT nonsense'))).toThrow(/no such column/);
  });
});
