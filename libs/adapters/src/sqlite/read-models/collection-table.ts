import type { Collection, ListQuery, Page } from '@bookonce/kernel/ports/read-models';
import type { DatabaseSync, SQLOutputValue, StatementSync } from 'node:sqlite';
import { readCursor, writeCursor } from '../../documents/page-cursor.js';
import { columnOf, createIndexes, tableOf } from './collection-schema.js';

type AnyCollection = Collection<never>;

/** One collection as a table: id, sort key, the document as JSON, and a column for each declared index. */
export class CollectionTable {
  readonly #indexes: readonly string[];
  readonly #get: StatementSync;
  readonly #range: StatementSync;
  readonly #put: StatementSync;
  readonly #remove: StatementSync;
  readonly #page: StatementSync;
  readonly #statements = new Map<string, StatementSync>();
  readonly #table: string;
  /** Ids written since the table was empty, while it is being filled; null once it is in everyday use. */
  #filling: Set<string> | null;

  /** `empty`: the table has no row and no index yet. */
  constructor(
    private readonly database: DatabaseSync,
    private readonly collection: AnyCollection,
    empty: boolean,
  ) {
    this.#filling = empty ? new Set() : null;
    this.#table = tableOf(collection.name);
    this.#indexes = Object.keys(collection.indexes).sort();
    const columns = ['id', 'doc', 'sort', ...this.#indexes.map(columnOf)];
    this.#get = database.prepare(`SELECT doc FROM ${this.#table} WHERE id = ?`);
    this.#range = database.prepare(`SELECT id FROM ${this.#table} WHERE id >= ? AND id <= ? ORDER BY id`);
    this.#page = database.prepare(`SELECT id, doc FROM ${this.#table} WHERE id > ? ORDER BY id LIMIT ?`);
    this.#remove = database.prepare(`DELETE FROM ${this.#table} WHERE id = ?`);
    this.#put = database.prepare(
      `INSERT INTO ${this.#table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})
       ON CONFLICT (id) DO UPDATE SET ${columns.map((column) => `${column} = excluded.${column}`).join(', ')}`,
    );
  }

  get(id: string): object | null {
    // A rebuild asks for what is not there yet far more often than not.
    if (this.#filling?.has(id) === false) return null;
    return documentIn(this.#get.get(id));
  }

  /** In order. */
  idsBetween(fromId: string, toId: string): readonly string[] {
    return this.#range.all(fromId, toId).map((row) => String(row['id']));
  }

  /** `before`: what stands there now, where that is known; it saves touching indexes that stay as they are. */
  write(id: string, doc: object | null, before?: object): void {
    if (doc === null) {
      if (this.#filling?.has(id) !== false) this.#remove.run(id);
      return;
    }
    this.#filling?.add(id);
    const columns = this.#columnsOf(doc);
    if (before !== undefined) this.#update(id, doc, columns, this.#columnsOf(before));
    else this.#put.run(id, JSON.stringify(doc), ...columns);
  }

  /** Values of the sort key and the indexes. */
  #columnsOf(doc: object): readonly (string | null)[] {
    const { indexes, sortKey } = this.collection as unknown as Collection<object>;
    return [sortKey(doc), ...this.#indexes.map((index) => indexes[index]?.(doc) ?? null)];
  }

  #update(id: string, doc: object, columns: readonly (string | null)[], before: readonly (string | null)[]): void {
    const names = ['sort', ...this.#indexes.map(columnOf)];
    const changed = names.flatMap((name, index) =>
      columns[index] === before[index] ? [] : [{ name, value: columns[index] ?? null }],
    );
    const assignments = ['doc', ...changed.map(({ name }) => name)].map((name) => `${name} = ?`);
    this.#prepared(`UPDATE ${this.#table} SET ${assignments.join(', ')} WHERE id = ?`).run(
      JSON.stringify(doc),
      ...changed.map(({ value }) => value),
      id,
    );
  }

  list(query: ListQuery): Page<object> {
    this.finishFilling();
    const ascending = query.order === 'asc';
    const after = query.cursor === undefined ? null : readCursor(query.cursor);
    const where = Object.entries(query.where ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
    const conditions = [
      ...where.map(([index]) => `${columnOf(index)} = ?`),
      ...(query.upToSortKey === undefined ? [] : ['sort <= ?']),
      ...(after === null ? [] : [`(sort, id) ${ascending ? '>' : '<'} (?, ?)`]),
    ];
    const direction = ascending ? 'ASC' : 'DESC';
    const statement = this.#prepared(
      `SELECT id, sort, doc FROM ${this.#table} ${conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`}
       ORDER BY sort ${direction}, id ${direction} LIMIT ?`,
    );
    const rows = statement.all(
      ...where.map(([, value]) => value),
      ...(query.upToSortKey === undefined ? [] : [query.upToSortKey]),
      ...(after === null ? [] : [after.sortKey, after.id]),
      query.limit + 1,
    );
    const shown = rows.slice(0, query.limit);
    const last = shown.at(-1);
    const more = rows.length > query.limit && last !== undefined;
    return {
      items: shown.flatMap((row) => documentIn(row) ?? []),
      nextCursor: more ? writeCursor({ sortKey: String(last['sort']), id: String(last['id']) }) : null,
    };
  }

  pageAfter(id: string, limit: number): readonly { readonly id: string; readonly doc: object }[] {
    return this.#page.all(id, limit).flatMap((row) => {
      const doc = documentIn(row);
      return doc === null ? [] : [{ id: String(row['id']), doc }];
    });
  }

  /** The rows are there: indexes made over all of them at once cost a fraction of indexes kept with each row. */
  finishFilling(): void {
    if (this.#filling === null) return;
    createIndexes(this.database, this.collection);
    this.#filling = null;
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.database.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }
}

const documentIn = (row: Record<string, SQLOutputValue> | undefined): object | null =>
  row === undefined ? null : (JSON.parse(row['doc'] as string) as object);
