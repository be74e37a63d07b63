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
});
