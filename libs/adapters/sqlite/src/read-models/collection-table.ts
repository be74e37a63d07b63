import type { Collection, ListQuery, Page } from '@bookonce/kernel/ports/read-models';
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { readCursor, writeCursor, type PageCursor } from '@bookonce/adapter-storage/documents/page-cursor';
import { columnOf, indexesOf, tableOf } from './collection-schema.js';
import type { CollectionChanges, DocumentRow } from './save-batch.js';
import type { AnyCollection } from './unsaved-documents.js';

interface Listed extends PageCursor {
  readonly doc: object;
}

/** Documents that the table does not tell yet, by id; null: removed. */
type Unsaved = ReadonlyMap<string, object | null>;

/** One collection as a table, and the documents on their way into it. */
export class CollectionTable {
  readonly #collection: Collection<object>;
  readonly #indexes: readonly string[];
  readonly #get: StatementSync;
  readonly #range: StatementSync;
  readonly #page: StatementSync;
  readonly #lists = new Map<string, StatementSync>();
  readonly #table: string;
  /** Ids on their way since the table was empty, while it is being filled; null once it is in everyday use. */
  #filling: Set<string> | null;

  /** `empty`: the table has no row and no index yet. */
  constructor(
    private readonly database: DatabaseSync,
    collection: AnyCollection,
    empty: boolean,
  ) {
    this.#collection = collection as unknown as Collection<object>;
    this.#filling = empty ? new Set() : null;
    this.#table = tableOf(collection.name);
    this.#indexes = indexesOf(collection);
    this.#get = database.prepare(`SELECT doc FROM ${this.#table} WHERE id = ?`);
    this.#range = database.prepare(`SELECT id FROM ${this.#table} WHERE id >= ? AND id <= ? ORDER BY id`);
    this.#page = database.prepare(`SELECT id, doc FROM ${this.#table} WHERE id > ? ORDER BY id LIMIT ?`);
  }

  /** Its rows are written without indexes until it is {@link endFilling filled}. */
  get isFilling(): boolean {
    return this.#filling !== null;
  }

  /** What its indexes are made from, by whoever writes the rows: over all of them at once they cost a fraction. */
  endFilling(): { readonly collection: string; readonly indexes: readonly string[] } {
    this.#filling = null;
    return { collection: this.#collection.name, indexes: this.#indexes };
  }

  get(id: string): object | null {
    // A rebuild asks for what is not there yet far more often than not.
    if (this.#filling?.has(id) === false) return null;
    return documentIn(this.#get.get(id));
  }

  /** In order. */
  idsBetween(fromId: string, toId: string, unsaved: Unsaved): readonly string[] {
    const saved = this.#range.all(fromId, toId).map((row) => String(row['id']));
    const more = [...unsaved.keys()].filter((id) => id >= fromId && id <= toId);
    if (more.length === 0) return saved;
    return [...new Set([...saved, ...more])].filter((id) => unsaved.get(id) !== null).sort(compareText);
  }

  /** As text for the writer. */
  changes(docs: Unsaved): CollectionChanges {
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
    return { collection: this.#collection.name, indexes: this.#indexes, inserts, puts, removes };
  }

  #rowOf(id: string, doc: object): DocumentRow {
    const { indexes, sortKey } = this.#collection;
    return [id, JSON.stringify(doc), sortKey(doc), ...this.#indexes.map((index) => indexes[index]?.(doc) ?? null)];
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

  /** One more than the page at the most, past those that have changed since. */
  #savedRows(query: ListQuery, after: PageCursor | null, unsaved: Unsaved): readonly Listed[] {
    const where = Object.entries(query.where ?? {}).sort(([a], [b]) => compareText(a, b));
    const ascending = query.order === 'asc';
    const conditions = [
      ...where.map(([index]) => `${columnOf(index)} = ?`),
      ...(query.upToSortKey === undefined ? [] : ['sort <= ?']),
      ...(after === null ? [] : [`(sort, id) ${ascending ? '>' : '<'} (?, ?)`]),
    ];
    const order = ascending ? 'ASC' : 'DESC';
    const statement = this.#listing(
      `SELECT id, sort, doc FROM ${this.#table} ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
       ORDER BY sort ${order}, id ${order}`,
    );
    const rows = statement.iterate(
      ...where.map(([, value]) => value),
      ...(query.upToSortKey === undefined ? [] : [query.upToSortKey]),
      ...(after === null ? [] : [after.sortKey, after.id]),
    );
    const found: Listed[] = [];
    for (const row of rows) {
      const id = String(row['id']);
      const doc = unsaved.has(id) ? null : documentIn(row);
      if (doc !== null) found.push({ id, sortKey: String(row['sort']), doc });
      if (found.length > query.limit) break;
    }
    return found;
  }

  #unsavedRows(query: ListQuery, after: PageCursor | null, direction: number, unsaved: Unsaved): readonly Listed[] {
    const { indexes, sortKey } = this.#collection;
    const where = Object.entries(query.where ?? {});
    const found: Listed[] = [];
    for (const [id, doc] of unsaved) {
      if (doc === null || !where.every(([index, value]) => indexes[index]?.(doc) === value)) continue;
      const row = { id, sortKey: sortKey(doc), doc };
      if (query.upToSortKey !== undefined && row.sortKey > query.upToSortKey) continue;
      if (after === null || direction * comparePlaces(row, after) > 0) found.push(row);
    }
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
