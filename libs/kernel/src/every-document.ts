import type { Collection, ListQuery, ReadModels } from './ports/read-models.js';

const PAGE = 100;

/** Yields every document of a list, page by page. Removing those that were yielded hides none of the others. */
export async function* everyDocument<Doc extends object>(
  readModels: Pick<ReadModels, 'list'>,
  collection: Collection<Doc>,
  query: Pick<ListQuery, 'where' | 'order' | 'upToSortKey'> = {},
): AsyncGenerator<Doc> {
  let from: { readonly cursor?: string } = {};
  for (;;) {
    const { items, nextCursor } = await readModels.list(collection, { ...query, limit: PAGE, ...from });
    yield* items;
    if (nextCursor === null) return;
    from = { cursor: nextCursor };
  }
}
