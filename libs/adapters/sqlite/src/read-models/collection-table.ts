import {
  indexValues,
  isIndexedUnder,
  type Collection,
  type ListQuery,
  type Page,
} from '@bookonce/kernel/ports/read-models';
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { readCursor, writeCursor, type PageCursor } from '@bookonce/adapter-storage/documents/page-cursor';
import {
  columnOf,
  entriesOf,
  shapeOf,
  tableOf,
  type AnyCollection,
  type CollectionShape,
} from './collection-schema.js';
import type { CollectionChanges, DocumentRow } from './save-batch.js';
import type { Unsaved } from './unsaved-documents.js';

interface Listed extends PageCursor {
  readonly doc: object;
}

/** Reads one collection: its table, and the documents that are still on their way into it. */
export class CollectionTable {
  readonly #collection: Collection<object>;
  readonly #shape: CollectionShape;
  readonly #get: StatementSync;
  readonly #range: StatementSync;
  readonly #page: StatementSync;
  readonly #lists = new Map<string, StatementSync>();
  readonly #table: string;
  /** Ids written since the table was empty, while the view is being filled; null once the table has its indexes. */
  #filling: Set<string> | null;

  /** `isEmpty`: the table has no row and no index yet. */
  constructor(
    private readonly database: DatabaseSync,
    collection: AnyCollection,
    isEmpty: boolean,
  ) {
    this.#collection = collection as unknown as Collection<object>;
    this.#filling = isEmpty ? new Set() : null;
    this.#table = tableOf(collection.key);
    this.#shape = shapeOf(collection);
    this.#get = database.prepare(`SELECT doc FROM ${this.#table} WHERE id = ?`);
    this.#range = database.prepare(`SELECT id FROM ${this.#table} WHERE id >= ? AND id <= ? ORDER BY id`);
    this.#page = database.prepare(`SELECT id, doc FROM ${this.#table} WHERE id > ? ORDER BY id LIMIT ?`);
  }

  /** Rows are written without indexes until {@link endFilling}. */
  get isFilling(): boolean {
    return this.#filling !== null;
  }

  /** Returns what the writer creates the indexes from: over all rows at once they cost a fraction. */
  endFilling(): CollectionShape {
    this.#filling = null;
    return this.#shape;
  }

  get(id: string): object | null {
    // Most documents that a view asks for while it is being filled do not exist yet.
    if (this.#filling?.has(id) === false) return null;
    return documentIn(this.#get.get(id));
  }

  /** Returns the ids in order. */
  idsBetween(fromId: string, toId: string, unsaved: Unsaved): readonly string[] {
    const saved = this.#range.all(fromId, toId).map((row) => String(row['id']));
    const more: string[] = [];
    unsaved.forEach((id) => {
      if (id >= fromId && id <= toId) more.push(id);
    });
    if (more.length === 0) return saved;
    return [...new Set([...saved, ...more])].filter((id) => unsaved.get(id) !== null).sort(compareText);
  }

  /** Puts changed documents into the form that the writer takes. `isIndexed`: the table has its indexes by then. */
  changes(docs: ReadonlyMap<string, object | null>, isIndexed: boolean): CollectionChanges {
    const inserts: DocumentRow[] = [];
    const puts: DocumentRow[] = [];
    const removes: string[] = [];
    for (const [id, doc] of docs) {
      const isThere = this.#filling?.has(id) !== false;
      if (doc === null) {
        if (isThere) removes.push(id);
        continue;
      }
      (isThere ? puts : inserts).push(this.#rowOf(id, doc));
      this.#filling?.add(id);
    }
    return { ...this.#shape, isIndexed, inserts, puts, removes };
  }

  #rowOf(id: string, doc: object): DocumentRow {
    const { indexes, sortKey } = this.#collection;
    const valueOf = (name: string): string | null => {
      const index = indexes[name];
      return typeof index === 'function' ? index(doc) : null;
    };
    const { indexes: single, multiIndexes } = this.#shape;
    return [
      id,
      JSON.stringify(doc),
      sortKey(doc),
      ...single.map(valueOf),
      ...multiIndexes.map((name) => JSON.stringify(indexValues(indexes[name], doc))),
    ];
  }

  list(query: ListQuery, unsaved: Unsaved): Page<object> {
    const after = query.cursor === undefined ? null : readCursor(query.cursor);
    const direction = query.order === 'asc' ? 1 : -1;
    const fresh = this.#unsavedRows(query, after, direction, unsaved);
    const saved = this.#savedRows(query, after, unsaved);
    const found = fresh.length === 0 ? saved : [...fresh, ...saved].sort((a, b) => direction * comparePlaces(a, b));
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(({ doc }) => doc),
      nextCursor: found.length > items.length && last !== undefined ? writeCursor(last) : null,
    };
  }

  /** Returns one row more than the page at most, without those that have changed since. */
  #savedRows(query: ListQuery, after: PageCursor | null, unsaved: Unsaved): readonly Listed[] {
    const { sql, values } = this.#selection(query, after);
    const rows = this.#listing(sql).iterate(...values);
    const found: Listed[] = [];
    for (const row of rows) {
      const id = String(row['id']);
      const doc = unsaved.get(id) === undefined ? documentIn(row) : null;
      if (doc !== null) found.push({ id, sortKey: String(row['sort']), doc });
      if (found.length > query.limit) break;
    }
    return found;
  }

  #selection(query: ListQuery, after: PageCursor | null): { readonly sql: string; readonly values: readonly string[] } {
    const isMulti = (index: string): boolean => this.#shape.multiIndexes.includes(index);
    const where = Object.entries(query.where ?? {}).sort(([a], [b]) => compareText(a, b));
    const [first, ...others] = where.filter(([index]) => isMulti(index));
    const ordered = [...(first === undefined ? [] : [first]), ...where.filter((one) => one !== first)];
    // With a multi-valued index, its entries are read in list order, and each leads to its document.
    const place = first === undefined ? 'document' : 'entry';
    const table = `${this.#table} AS document`;
    const from =
      first === undefined
        ? table
        : `${entriesOf(this.#shape.collection, first[0])} AS entry CROSS JOIN ${table} ON document.id = entry.id`;
    const ascending = query.order === 'asc';
    const conditions = [
      ...ordered.map((one) => {
        if (one === first) return 'entry.value = ?';
        const [index] = one;
        if (!others.includes(one)) return `document.${columnOf(index)} = ?`;
        const entries = entriesOf(this.#shape.collection, index);
        return `EXISTS (SELECT 1 FROM ${entries} AS other WHERE other.value = ? AND other.sort = entry.sort AND other.id = entry.id)`;
      }),
      ...(query.upToSortKey === undefined ? [] : [`${place}.sort <= ?`]),
      ...(after === null ? [] : [`(${place}.sort, ${place}.id) ${ascending ? '>' : '<'} (?, ?)`]),
    ];
    const order = ascending ? 'ASC' : 'DESC';
    return {
      sql: `SELECT document.id, document.sort, document.doc FROM ${from}
        ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
        ORDER BY ${place}.sort ${order}, ${place}.id ${order}`,
      values: [
        ...ordered.map(([, value]) => value),
        ...(query.upToSortKey === undefined ? [] : [query.upToSortKey]),
        ...(after === null ? [] : [after.sortKey, after.id]),
      ],
    };
  }

  #unsavedRows(query: ListQuery, after: PageCursor | null, direction: number, unsaved: Unsaved): readonly Listed[] {
    const { indexes, sortKey } = this.#collection;
    const where = Object.entries(query.where ?? {});
    const found: Listed[] = [];
    unsaved.forEach((id, doc) => {
      if (doc === null) return;
      for (const [index, value] of where) if (!isIndexedUnder(indexes[index], doc, value)) return;
      const row = { id, sortKey: sortKey(doc), doc };
      if (query.upToSortKey !== undefined && row.sortKey > query.upToSortKey) return;
      if (after === null || direction * comparePlaces(row, after) > 0) found.push(row);
    });
    return found;
  }

  pageAfter(id: string, limit: number): readonly { readonly id: string; readonly doc: object }[] {
    return this.#page.all(id, limit).flatMap((row) => {
      const doc = documentIn(row);
      return doc === null ? [] : [{ id: String(row['id']), doc }];
    });
  }

  #listing(sql: string): StatementSync {
    const known = this.#lists.get(sql);
    if (known !== undefined) return known;
    const made = this.database.prepare(sql);
    this.#lists.set(sql, made);
    return made;
  }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const comparePlaces = (a: PageCursor, b: PageCursor): number =>
  compareText(a.sortKey, b.sortKey) || compareText(a.id, b.id);

const documentIn = (row: Record<string, SQLOutputValue> | undefined): object | null =>
  row === undefined ? null : (JSON.parse(row['doc'] as string) as object);
