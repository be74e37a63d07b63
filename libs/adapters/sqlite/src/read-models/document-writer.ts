import { LruCache } from '@bookonce/kernel/lru-cache';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { columnOf, createIndexes, tableOf } from './collection-schema.js';
import type { CollectionChanges, DocumentRow, SaveAnswer, SaveBatch } from './save-batch.js';

const REMEMBERED_ROWS = 50_000;
/** Of a row, what comes before the values that can be left as they are. */
const FIRST_COLUMN = 2;

/** The one writer of the read models' documents. */
export class DocumentWriter {
  readonly #statements = new Map<string, StatementSync>();
  readonly #remembered = new LruCache<DocumentRow>(REMEMBERED_ROWS);
  readonly #saveCheckpoint: StatementSync;

  constructor(private readonly database: DatabaseSync) {
    this.#saveCheckpoint = database.prepare(
      'INSERT INTO checkpoints (projection, position) VALUES (?, ?) ON CONFLICT DO UPDATE SET position = excluded.position',
    );
  }

  save({ changes, checkpoints, filled }: SaveBatch): SaveAnswer {
    try {
      for (const { collection, indexes } of filled) createIndexes(this.database, collection, indexes);
      this.database.exec('BEGIN IMMEDIATE');
      for (const change of changes) this.#write(change);
      for (const [projection, position] of checkpoints) this.#saveCheckpoint.run(projection, position);
      this.database.exec('COMMIT');
      return { ok: true };
    } catch (error) {
      this.#undo();
      return { ok: false, reason: error instanceof Error ? error.message : String(error) };
    }
  }

  close(): void {
    this.database.close();
  }

  #write({ collection, indexes, inserts, puts, removes }: CollectionChanges): void {
    const table = tableOf(collection);
    const columns = ['id', 'doc', 'sort', ...indexes.map(columnOf)];
    const into = `INTO ${table} (${columns.join(', ')}) VALUES (${columns.map(() => '?').join(', ')})`;
    if (inserts.length > 0) {
      const insert = this.#prepared(`INSERT ${into}`);
      for (const row of inserts) insert.run(...row);
    }
    if (puts.length > 0) {
      const set = columns.map((column) => `${column} = excluded.${column}`).join(', ');
      const put = this.#prepared(`INSERT ${into} ON CONFLICT (id) DO UPDATE SET ${set}`);
      for (const row of puts) this.#put(put, table, columns, row);
    }
    if (removes.length > 0) {
      const remove = this.#prepared(`DELETE FROM ${table} WHERE id = ?`);
      for (const id of removes) {
        remove.run(id);
        this.#remembered.delete(`${table}/${id}`);
      }
    }
  }

  /** An index whose value stays as it is costs nothing, if it is not named. */
  #put(put: StatementSync, table: string, columns: readonly string[], row: DocumentRow): void {
    const [id, doc] = row;
    const key = `${table}/${id}`;
    const before = this.#remembered.get(key);
    this.#remembered.set(key, row);
    if (before === undefined) {
      put.run(...row);
      return;
    }
    const changed = columns.flatMap((name, at) => (at < FIRST_COLUMN || row[at] === before[at] ? [] : [{ name, at }]));
    const set = ['doc = ?', ...changed.map(({ name }) => `${name} = ?`)].join(', ');
    const values = changed.map(({ at }) => row[at] ?? null);
    const { changes } = this.#prepared(`UPDATE ${table} SET ${set} WHERE id = ?`).run(doc, ...values, id);
    // The table was emptied meanwhile.
    if (changes === 0) put.run(...row);
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
      // SQLite has rolled back by itself; the batch was answered with what went wrong.
    }
  }
}
