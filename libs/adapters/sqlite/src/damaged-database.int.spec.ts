import {
  CheckpointMovedError,
  defineCollection,
  defineView,
  type DocumentWrite,
  ReadModelsUnavailableError,
} from '@bookonce/kernel/ports/read-models';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { existsSync, openSync, closeSync, readdirSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedDatabaseError, expectSound } from './damaged-database.js';
import { openDerivedDatabase } from './derived-database.js';
import { openSqliteReadModels } from './open-sqlite-read-models.js';

const view = defineView('sums', 1);
const notes = defineCollection<{ readonly text: string }>(view, {
  name: 'notes',
  indexes: {},
  sortKey: ({ text }) => text,
});
const NO_DATABASE = Buffer.alloc(8_192, 'x');

describe('a damaged database', () => {
  let folder: ReturnType<typeof temporaryFolder>;
  beforeEach(() => {
    folder = temporaryFolder();
  });
  afterEach(() => folder.remove());

  it.each([1, 2])('of views is set aside and started anew, for the time number %d', async (times) => {
    const kept: string[] = [];
    for (let time = 1; time <= times; time += 1) {
      writeFileSync(join(folder.path, 'read-models.db'), NO_DATABASE);
      const onSetAside = (name: string): void => void kept.push(name);
      const models = await openSqliteReadModels({ folder: folder.path, writer: 'inline', onSetAside });
      await models.commit(view, [], '1');
      expect(await models.checkpoint(view)).toBe('1');
      await models.close();
    }
    expect(kept).toEqual(['read-models.db.damaged-1', 'read-models.db.damaged-2'].slice(0, times));
    expect(readdirSync(folder.path)).toEqual(expect.arrayContaining([...kept, 'read-models.db']));
  });

  it('of views with a torn page is set aside, whichever page it is', async () => {
    const first = await openSqliteReadModels({ folder: folder.path, writer: 'inline' });
    const texts = defineCollection<{ readonly text: string }>(view, { name: 'texts', indexes: {}, sortKey: () => '' });
    const writes = Array.from({ length: 500 }, (_, row) => ({
      collection: texts,
      id: String(row),
      doc: { text: 'y'.repeat(200) },
    }));
    await first.commit(view, writes, '1');
    await first.close();
    const path = join(folder.path, 'read-models.db');
    const middle = Math.floor(statSync(path).size / 8_192) * 4_096;
    const file = openSync(path, 'r+');
    writeSync(file, NO_DATABASE, 0, 4_096, middle);
    closeSync(file);
    const kept: string[] = [];
    const onSetAside = (name: string): void => void kept.push(name);
    const again = await openSqliteReadModels({ folder: folder.path, writer: 'inline', onSetAside });
    expect([kept, await again.checkpoint(view)]).toEqual([['read-models.db.damaged-1'], null]);
    await again.close();
  });

  it('of views is not set aside if it is sound', async () => {
    const first = await openSqliteReadModels({ folder: folder.path, writer: 'inline' });
    await first.commit(view, [], '1');
    await first.close();
    const onSetAside = (name: string): never => {
      throw new Error(name);
    };
    const again = await openSqliteReadModels({ folder: folder.path, writer: 'inline', onSetAside });
    expect(await again.checkpoint(view)).toBe('1');
    await again.close();
  });

  it('of views is set aside while it is in use, as soon as a read meets the damage', async () => {
    const kept: string[] = [];
    const options = {
      folder: folder.path,
      writer: 'inline' as const,
      onSetAside: (name: string) => void kept.push(name),
    };
    const doc = (id: number): DocumentWrite => ({ collection: notes, id: `${id}`, doc: { text: 'y'.repeat(500) } });
    const docs = Array.from({ length: 500 }, (_, id) => doc(id));
    const first = await openSqliteReadModels(options);
    await first.commit(view, docs, '1');
    await first.list(notes, { limit: 1 });
    await first.close();

    const models = await openSqliteReadModels(options);
    expect(await models.checkpoint(view)).toBe('1');
    tear(join(folder.path, 'read-models.db'));
    await expect(models.get(notes, '1')).rejects.toBeInstanceOf(ReadModelsUnavailableError);
    // Folded on documents that are gone.
    await expect(models.markFilled(view)).rejects.toBeInstanceOf(CheckpointMovedError);
    await expect(models.commit(view, docs, '2', '1')).rejects.toBeInstanceOf(CheckpointMovedError);
    expect([kept, await models.checkpoint(view)]).toEqual([['read-models.db.damaged-1'], null]);
    await models.commit(view, docs, '2', null);
    await models.markFilled(view);
    expect(await models.get(notes, '1')).toEqual({ text: 'y'.repeat(500) });
    expect((await models.list(notes, { limit: 500 })).items).toHaveLength(500);
    await models.close();
    expect(kept).toHaveLength(1);
  });

  /** Overwrites all pages but the first. */
  const tear = (path: string): void => {
    const file = openSync(path, 'r+');
    writeSync(file, Buffer.alloc(statSync(path).size - 4_096, 'x'), 0, undefined, 4_096);
    closeSync(file);
  };

  const fill = (): string => {
    const database = openDerivedDatabase(folder.path, 'operations.db');
    database.exec('CREATE TABLE kept (id INTEGER PRIMARY KEY, text TEXT)');
    for (let row = 0; row < 500; row += 1) database.prepare('INSERT INTO kept (text) VALUES (?)').run('y'.repeat(200));
    database.close();
    return join(folder.path, 'operations.db');
  };
  const check = (): void => expectSound(folder.path, 'operations.db', 'replies are lost');

  it('of other records is accepted only if it is sound, or missing', () => {
    check();
    fill();
    check();
    expect(existsSync(join(folder.path, 'operations.db'))).toBe(true);
  });

  it.each([
    ['that is not a database', 0],
    ['with a torn page', 1],
  ])('of other records %s is refused, with the loss and the steps to take', (_what, from) => {
    const path = fill();
    const file = openSync(path, 'r+');
    const middle = Math.floor(statSync(path).size / 8_192) * 4_096;
    writeSync(file, NO_DATABASE, 0, 4_096, from * middle);
    closeSync(file);
    expect(check).toThrow(DamagedDatabaseError);
    expect(check).toThrow(
      /operations\.db is damaged \(.*\)\..* replies are lost\. .*rename operations\.db, operations\.db-wal/,
    );
  });
});
