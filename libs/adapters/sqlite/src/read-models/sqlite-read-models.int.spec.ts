import {
  defineCollection,
  defineView,
  type ListQuery,
  type Page,
  type ReadModels,
  ReadModelsUnavailableError,
} from '@bookonce/kernel/ports/read-models';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { describe, expect, it } from '@jest/globals';
import { openSqliteReadModels } from '../open-sqlite-read-models.js';
import { openInlineSaver } from './document-writer.js';
import { openReadModelsDatabase } from './read-models-database.js';
import { SqliteReadModels } from './sqlite-read-models.js';

interface Entry {
  readonly id: string;
  readonly owner: string;
  readonly at: string;
}
const p = defineView('p', 1);
const entries = defineCollection<Entry>(p, {
  name: 'entries',
  indexes: { owner: ({ owner }) => owner },
  sortKey: ({ at }) => at,
});
const put = (id: string, at: string, owner = 'ada') => ({ collection: entries, id, doc: { id, owner, at } });
const gone = (id: string) => ({ collection: entries, id, doc: null });
const idsOf = async (models: ReadModels, query: Partial<ListQuery> = {}): Promise<readonly string[]> =>
  (await models.list(entries, { limit: 10, order: 'asc', ...query })).items.map(({ id }) => id);

const drain = async <Item>(items: AsyncIterable<Item>): Promise<readonly Item[]> => {
  const drained: Item[] = [];
  for await (const item of items) drained.push(item);
  return drained;
};

describe('read models that are written behind', () => {
  /** Some documents stored, and changes on top that are not. */
  const withChanges = async () => {
    const folder = temporaryFolder();
    const open = () => openSqliteReadModels({ folder: folder.path, writer: 'inline' });
    const models = await open();
    await models.commit(
      p,
      ['a', 'b', 'c', 'd'].map((id) => put(id, id)),
      '1',
    );
    await drain(models.scan(entries));
    await models.commit(p, [put('b', 'x'), put('e', 'b2'), gone('c'), put('d', 'd', 'bob')], '2');
    return { models, open, remove: folder.remove };
  };

  it('merge stored and unsaved documents in lists', async () => {
    const { models, remove } = await withChanges();
    expect(await idsOf(models)).toEqual(['a', 'e', 'd', 'b']);
    expect(await idsOf(models, { where: { owner: 'ada' } })).toEqual(['a', 'e', 'b']);
    expect(await idsOf(models, { upToSortKey: 'c' })).toEqual(['a', 'e']);
    expect(await models.range(entries, 'b', 'e')).toMatchObject([{ id: 'b' }, { id: 'd' }, { id: 'e' }]);
    await models.close();
    remove();
  });

  it('show every change in lists that were read before', async () => {
    const { models, remove } = await withChanges();
    const ofAda = { where: { owner: 'ada' } };
    expect(await idsOf(models, ofAda)).toEqual(['a', 'e', 'b']);
    await models.commit(p, [put('a', 'y')], '3');
    expect(await idsOf(models, ofAda)).toEqual(['e', 'b', 'a']);
    await models.commit(p, [put('e', 'b2', 'bob'), gone('b')], '4');
    expect(await idsOf(models, ofAda)).toEqual(['a']);
    await drain(models.scan(entries));
    expect(await idsOf(models, ofAda)).toEqual(['a']);
    await models.remove(p);
    expect(await idsOf(models, ofAda)).toEqual([]);
    await models.close();
    remove();
  });

  it('page through both', async () => {
    const { models, remove } = await withChanges();
    const seen: string[] = [];
    for (let cursor: string | null | undefined; cursor !== null;) {
      const page: Page<Entry> = await models.list(entries, { limit: 1, ...(cursor === undefined ? {} : { cursor }) });
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(['b', 'd', 'e', 'a']);
    await models.close();
    remove();
  });

  it('have stored everything when they are closed', async () => {
    const { models, open, remove } = await withChanges();
    await models.close();
    const again = await open();
    expect(await idsOf(again)).toEqual(['a', 'e', 'd', 'b']);
    expect(await again.checkpoint(p)).toBe('2');
    await again.close();
    remove();
  });

  it('take nothing more while they cannot be stored, and go on where they were when they can', async () => {
    const folder = temporaryFolder();
    let broken: string | null = null;
    const inline = openInlineSaver(openReadModelsDatabase(folder.path));
    const models = new SqliteReadModels(openReadModelsDatabase(folder.path), {
      save: async (batch) => (broken === null ? inline.save(batch) : { ok: false, reason: broken }),
      close: () => inline.close(),
    });
    await models.commit(p, [put('a', '1')], '1');
    broken = 'disk full';
    await expect(drain(models.scan(entries))).rejects.toBeInstanceOf(ReadModelsUnavailableError);
    await expect(models.commit(p, [put('b', '2')], '2')).rejects.toThrow('disk full');
    expect(await models.checkpoint(p)).toBe('1');
    broken = null;
    await drain(models.scan(entries));
    await models.commit(p, [put('b', '2')], '2', '1');
    expect((await drain(models.scan(entries))).map(({ id }) => id)).toEqual(['a', 'b']);
    await models.close();
    folder.remove();
  });

  it('resume from the last save after a kill at any save of a view with multi-valued indexes', async () => {
    const q = defineView('q', 1);
    const tagged = defineCollection<{ readonly id: string; readonly tags: readonly string[] }>(q, {
      name: 'tagged',
      indexes: { tag: { eachOf: ({ tags }) => tags } },
      sortKey: ({ id }) => id,
    });
    const write = (id: string, ...tags: readonly string[]) => ({ collection: tagged, id, doc: { id, tags } });
    const steps = [
      [write('a', 'x', 'y'), write('b', 'y')],
      [write('a', 'y', 'z')],
      [{ collection: tagged, id: 'b', doc: null }, write('c', 'x')],
    ];
    for (let kept = 0; kept <= steps.length; kept += 1) {
      const folder = temporaryFolder();
      const inline = openInlineSaver(openReadModelsDatabase(folder.path));
      let saves = 0;
      // Saves past the kill are acknowledged and lost, like the memory of a process.
      const killed = new SqliteReadModels(openReadModelsDatabase(folder.path), {
        save: async (batch) => ((saves += 1) > kept ? { ok: true } : inline.save(batch)),
        close: () => inline.close(),
      });
      for (const [index, writes] of steps.entries()) {
        await killed.commit(q, writes, String(index + 1));
        await drain(killed.scan(tagged));
      }
      await killed.close();
      const models = await openSqliteReadModels({ folder: folder.path, writer: 'inline' });
      const done = Number((await models.checkpoint(q)) ?? 0);
      expect(done).toBe(Math.min(kept, steps.length));
      for (const [index, writes] of steps.entries()) {
        if (index >= done) await models.commit(q, writes, String(index + 1), index === 0 ? null : String(index));
      }
      const found = async (tag: string): Promise<readonly string[]> =>
        (await models.list(tagged, { where: { tag }, limit: 9, order: 'asc' })).items.map(({ id }) => id);
      expect([await found('x'), await found('y'), await found('z')]).toEqual([['c'], ['a'], ['a']]);
      await models.close();
      folder.remove();
    }
  });
});
