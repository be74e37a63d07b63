import { readCursor, writeCursor } from '@bookonce/adapter-storage/documents/page-cursor';
import { ReshapedViewError, type Collection, type ListQuery, type Page } from '@bookonce/kernel/ports/read-models';
import type { LuaScript, RedisConnection } from '../connection/redis-connection.js';
import { AFTER_SEPARATOR, cursorOf, orderedText, placeOf, textOf } from './document-encoding.js';
import { LIST, SPAN, viewPrefix } from './scripts.js';

interface Row {
  /** The document's place in a list, or its id. */
  readonly at: string;
  readonly json: string;
}

const ROWS_AT_ONCE = 500;

/** Reads collections in order, a bounded number of documents in each call. */
export class DocumentLists {
  constructor(private readonly connection: RedisConnection) {}

  async list<Doc extends object>(collection: Collection<Doc>, query: ListQuery): Promise<Page<Doc>> {
    const after = query.cursor === undefined ? '' : placeOf(readCursor(query.cursor));
    const upTo = query.upToSortKey === undefined ? '' : `${orderedText(query.upToSortKey)}${AFTER_SEPARATOR}`;
    const where = Object.entries(query.where ?? {}).flatMap(([index, value]) => [index, orderedText(value)]);
    const ascending = query.order === 'asc';
    const found: Row[] = [];
    let goOnAfter = after;
    do {
      const low = ascending ? goOnAfter : '';
      const high = ascending || goOnAfter === '' || (upTo !== '' && upTo < goOnAfter) ? upTo : goOnAfter;
      // One more than the page, to know whether there is another.
      const wanted = query.limit + 1 - found.length;
      const order = ascending ? 'asc' : 'desc';
      const answer = await this.#run(LIST, collection, [order, low, high, wanted, ...where]);
      // An absent index is not an empty one.
      if (answer === null) throw new ReshapedViewError(collection.view, collection.name);
      const [next = '', ...rows] = answer;
      found.push(...rowsOf(rows));
      goOnAfter = next;
    } while (goOnAfter !== '' && found.length <= query.limit);
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(({ json }) => JSON.parse(json) as Doc),
      nextCursor: found.length > items.length && last !== undefined ? writeCursor(cursorOf(last.at)) : null,
    };
  }

  /** Yields ids and documents in order: from `fromId`, up to `toId` unless that is null. */
  async *span<Doc extends object>(
    collection: Collection<Doc>,
    fromId: string,
    toId: string | null,
  ): AsyncGenerator<{ readonly id: string; readonly doc: Doc }> {
    const max = toId === null ? '+' : `[${orderedText(toId)}`;
    let min = `[${orderedText(fromId)}`;
    for (;;) {
      const rows = rowsOf((await this.#run(SPAN, collection, [min, max, ROWS_AT_ONCE])) ?? []);
      for (const { at, json } of rows) yield { id: textOf(at), doc: JSON.parse(json) as Doc };
      const last = rows.at(-1);
      if (last === undefined || rows.length < ROWS_AT_ONCE) return;
      min = `(${last.at}`;
    }
  }

  #run(
    script: LuaScript,
    { view, name }: Pick<Collection<never>, 'view' | 'name'>,
    args: readonly (string | number)[],
  ): Promise<readonly string[] | null> {
    const prefix = viewPrefix(this.connection, view);
    return this.connection.run(script, [prefix], [name, ...args]) as Promise<readonly string[] | null>;
  }
}

const rowsOf = (flat: readonly string[]): readonly Row[] =>
  flat.flatMap((at, index) => (index % 2 === 0 ? [{ at, json: flat[index + 1] ?? '' }] : []));
