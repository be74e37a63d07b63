import type { Collection, ListQuery, Page } from '@bookonce/kernel/ports/read-models';
import { readCursor, writeCursor } from '@bookonce/adapter-storage/documents/page-cursor';
import type { RedisConnection } from '../connection/redis-connection.js';
import { AFTER_SEPARATOR, orderedText, textOf } from './ordered-text.js';
import { cursorOf, placeOf } from './place.js';
import { LIST, SPAN } from './scripts.js';

interface Row {
  /** Its place in a list, or its id. */
  readonly at: string;
  readonly json: string;
}

const ROWS_AT_ONCE = 500;

/** What is read of collections in order: never more at once than a page of it, however much there is. */
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
      const [next = '', ...rows] = await this.#run(LIST, [collection.name, order, low, high, wanted, ...where]);
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

  /** Ids and documents from `fromId` on, up to `toId` where one is given, in order. */
  async *span<Doc extends object>(
    collection: Collection<Doc>,
    fromId: string,
    toId: string | null,
  ): AsyncGenerator<{ readonly id: string; readonly doc: Doc }> {
    const max = toId === null ? '+' : `[${orderedText(toId)}`;
    let min = `[${orderedText(fromId)}`;
    for (;;) {
      const rows = rowsOf(await this.#run(SPAN, [collection.name, min, max, ROWS_AT_ONCE]));
      for (const { at, json } of rows) yield { id: textOf(at), doc: JSON.parse(json) as Doc };
      const last = rows.at(-1);
      if (last === undefined || rows.length < ROWS_AT_ONCE) return;
      min = `(${last.at}`;
    }
  }

  #run(script: typeof LIST, args: readonly (string | number)[]): Promise<readonly string[]> {
    return this.connection.run(script, [this.connection.prefix], args) as Promise<readonly string[]>;
  }
}

const rowsOf = (flat: readonly string[]): readonly Row[] =>
  flat.flatMap((at, index) => (index % 2 === 0 ? [{ at, json: flat[index + 1] ?? '' }] : []));
