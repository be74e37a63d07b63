import { LruCache } from '@bookonce/kernel/lru-cache';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { isDamage } from '../damaged-database.js';
import { columnsOf, createIndexes, entriesOf, tableOf } from './collection-schema.js';
import { removeView } from './read-models-database.js';
import type { CollectionChanges, DocumentRow, DocumentSaver, SaveAnswer, SaveBatch, ViewRow } from './save-batch.js';

const REMEMBERED_ROWS = 50_000;
/** Places in a row. */
const SORT = 2;
const FIRST_INDEX = 3;

/** The only writer of the read models' documents. */
export class DocumentWriter {
  readonly #statements = new Map<string, StatementSync>();
  readonly #remembered = new LruCache<DocumentRow>(REMEMBERED_ROWS);
  readonly #saveView: StatementSync;

  constructor(private readonly database: DatabaseSync) {
    this.#saveView = database.prepare(
      `INSERT INTO views (key, position, is_filled, followed_at) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET position = excluded.position, is_filled = excluded.is_filled, followed_at = excluded.followed_at`,
    );
  }

  save({ removed, filled, changes, views }: SaveBatch): SaveAnswer {
    try {
      for (const shape of filled) createIndexes(this.database, shape);
      this.database.exec('BEGIN IMMEDIATE');
      for (const key of removed) this.#remove(key);
      for (const change of changes) this.#write(change);
      for (const view of views) this.#save(view);
      this.database.exec('COMMIT');
      return { ok: true };
    } catch (error) {
      this.#undo();
      return { ok: false, reason: error instanceof Error ? error.message : String(error), isDamage: isDamage(error) };
    }
  }

  close(): void {
    this.database.close();
  }

  #remove(viewKey: string): void {
    removeView(this.database, viewKey);
    this.#remembered.clear();
    // Statements of tables that are gone would keep them from being created again.
    this.#statements.clear();
  }

  #save({ key, position, isFilled, followedAt }: ViewRow): void {
    this.#saveView.run(key, position, isFilled ? 1 : 0, followedAt);
  }

  #write(changes: CollectionChanges): void {
    const { collection, inserts, puts, removes, isIndexed } = changes;
    const table = tableOf(collection);
    const columns = columnsOf(changes);
    const into = `INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
    const hasEntries = isIndexed && changes.multiIndexes.length > 0;
    if (inserts.length > 0) {
      const insert = this.#prepared(`INSERT ${into}`);
      for (const row of inserts) {
        insert.run(...row);
        if (hasEntries) this.#writeEntries(changes, null, row);
      }
    }
    if (puts.length > 0) {
      const set = columns.map((column) => `${column} = excluded.${column}`).join(', ');
      const put = this.#prepared(`INSERT ${into} ON CONFLICT (id) DO UPDATE SET ${set}`);
      for (const row of puts) {
        const before = hasEntries ? this.#stored(changes, row[0]) : null;
        this.#put(put, table, columns, row);
        if (hasEntries) this.#writeEntries(changes, before, row);
      }
    }
    if (removes.length > 0) {
      const remove = this.#prepared(`DELETE FROM ${table} WHERE id = ?`);
      for (const id of removes) {
        if (hasEntries) this.#writeEntries(changes, this.#stored(changes, id), null);
        remove.run(id);
        this.#remembered.delete(`${table}/${id}`);
      }
    }
  }

  /** Leaves out columns whose value stays the same: an index that is not named costs nothing. */
  #put(put: StatementSync, table: string, columns: readonly string[], row: DocumentRow): void {
    const [id, doc] = row;
    const key = `${table}/${id}`;
    const before = this.#remembered.get(key);
    this.#remembered.set(key, row);
    if (before === undefined) {
      put.run(...row);
      return;
    }
    const changed = columns.flatMap((name, at) => (at < SORT || row[at] === before[at] ? [] : [{ name, at }]));
    const set = ['doc = ?', ...changed.map(({ name }) => `${name} = ?`)].join(', ');
    const values = changed.map(({ at }) => row[at] ?? null);
    const { changes } = this.#prepared(`UPDATE ${table} SET ${set} WHERE id = ?`).run(doc, ...values, id);
    // Another connection has emptied the table since.
    if (changes === 0) put.run(...row);
  }

  /** The row as it is stored, without its document; null if there is none. */
  #stored(shape: CollectionChanges, id: string): DocumentRow | null {
    const columns = columnsOf(shape).slice(SORT);
    const row = this.#prepared(`SELECT ${columns.join(', ')} FROM ${tableOf(shape.collection)} WHERE id = ?`).get(id);
    if (row === undefined) return null;
    const [sort = '', ...indexes] = Object.values(row).map((value) => (value === null ? null : String(value)));
    return [id, '', sort ?? '', ...indexes];
  }

  /** Moves a document's entries in multi-valued indexes from its stored row to its new one; null: there is none. */
  #writeEntries(shape: CollectionChanges, before: DocumentRow | null, after: DocumentRow | null): void {
    for (const [number, index] of shape.multiIndexes.entries()) {
      const at = FIRST_INDEX + shape.indexes.length + number;
      if (before !== null && after !== null && before[SORT] === after[SORT] && before[at] === after[at]) continue;
      const entries = entriesOf(shape.collection, index);
      const remove = this.#prepared(`DELETE FROM ${entries} WHERE value = ? AND sort = ? AND id = ?`);
      for (const value of valuesIn(before, at)) remove.run(value, before?.[SORT] ?? '', before?.[0] ?? '');
      const insert = this.#prepared(`INSERT INTO ${entries} (value, sort, id) VALUES (?, ?, ?)`);
      for (const value of valuesIn(after, at)) insert.run(value, after?.[SORT] ?? '', after?.[0] ?? '');
    }
  }

  #prepared(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const made = this.database.prepare(sql);
    this.#statements.set(sql, made);
    return made;
  }

  #undo(): void {
    this.#remembered.clear();
    try {
      if (this.database.isTransaction) this.database.exec('ROLLBACK');
    } catch {
      // SQLite has rolled back by itself; the caller receives the original error.
    }
  }
}

const valuesIn = (row: DocumentRow | null, at: number): readonly string[] =>
  JSON.parse(row?.[at] ?? '[]') as readonly string[];

/** The writer on the caller's thread: for short-lived tools and tests. */
export const openInlineSaver = (database: DatabaseSync): DocumentSaver => {
  const writer = new DocumentWriter(database);
  return { save: async (batch) => writer.save(batch), close: async () => writer.close() };
};
