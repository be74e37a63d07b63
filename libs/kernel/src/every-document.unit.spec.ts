import { describe, expect, it } from '@jest/globals';
import { everyDocument } from './every-document.js';
import { defineCollection, defineView, type ListQuery, type Page, type ReadModels } from './ports/read-models.js';

interface Note {
  readonly id: string;
}

const notes = defineCollection<Note>(defineView('notes', 1), { name: 'notes', indexes: {}, sortKey: ({ id }) => id });

/** Lists this many notes, in pages. */
const listing = (count: number) => {
  const queries: ListQuery[] = [];
  const list = async (_collection: unknown, query: ListQuery): Promise<Page<Note>> => {
    queries.push(query);
    const from = Number(query.cursor ?? 0);
    const to = Math.min(count, from + query.limit);
    const items = Array.from({ length: to - from }, (_, index) => ({ id: `${from + index}` }));
    return { items, nextCursor: to < count ? `${to}` : null };
  };
  return { queries, readModels: { list } as unknown as Pick<ReadModels, 'list'> };
};

const idsOf = async (readModels: Pick<ReadModels, 'list'>, query: Pick<ListQuery, 'where'> = {}) => {
  const ids: string[] = [];
  for await (const { id } of everyDocument(readModels, notes, query)) ids.push(id);
  return ids;
};

describe('every document of a list', () => {
  it.each([0, 1, 100, 101, 250])('is yielded once, of %s', async (count) => {
    const { readModels } = listing(count);
    expect(await idsOf(readModels)).toEqual(Array.from({ length: count }, (_, index) => `${index}`));
  });

  it('is asked for with the same conditions on every page', async () => {
    const { readModels, queries } = listing(150);
    await idsOf(readModels, { where: { owner: 'ada' } });
    expect(queries.map(({ where }) => where)).toEqual([{ owner: 'ada' }, { owner: 'ada' }]);
  });
});
