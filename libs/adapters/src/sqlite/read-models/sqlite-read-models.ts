import { LruCache } from '@bookonce/kernel/lru-cache';
import type { Position } from '@bookonce/kernel/ports/event-store';
import {
  InvalidCursorError,
  ReadModelsUnavailableError,
  type Collection,
  type DocumentWrite,
  type ListQuery,
  type Page,
  type ReadModels,
} from '@bookonce/kernel/ports/read-models';
import type { DatabaseSync } from 'node:sqlite';
import { CommitWaiters } from '../../documents/commit-waiters.js';
import { createTable, prepareTable } from './collection-schema.js';
import { CollectionTable } from './collection-table.js';
import { PendingCommits, type PendingCommit } from './pending-commits.js';
import { SavedCheckpoints } from './saved-checkpoints.js';

const REMEMBERED_DOCUMENTS = 20_000;
const SCAN_PAGE = 1_000;
/** A commit of so many writes is part of a rebuild, not of everyday use. */
const BULK_WRITES = 500;

/**
 * Read models in one SQLite database. It is behind the event store by what a power failure takes from it
 * (`synchronous = NORMAL`), and never inconsistent: documents and checkpoint change in one transaction.
 */
export class SqliteReadModels implements ReadModels {
  readonly #tables = new Map<string, CollectionTable>();
  readonly #remembered = new LruCache<object>(REMEMBERED_DOCUMENTS);
  readonly #checkpoints: SavedCheckpoints;
  readonly #waiters = new CommitWaiters((projection) => this.#checkpoints.get(projection));
  readonly #pending = new PendingCommits((commits) => this.#flush(commits));

  constructor(private readonly database: DatabaseSync) {
    this.#checkpoints = new SavedCheckpoints(database);
  }

  async get<Doc extends object>(collection: Collection<Doc>, id: string): Promise<Doc | null> {
    return this.#read(() => this.#document(collection, id));
  }

  /** Ids are read from the table, documents from memory where they are known: parsing them costs more than finding them. */
  async range<Doc extends object>(collection: Collection<Doc>, fromId: string, toId: string): Promise<readonly Doc[]> {
    return this.#read(() =>
      this.#table(collection)
        .idsBetween(fromId, toId)
        .flatMap((id) => this.#document(collection, id) ?? []),
    );
  }

  async list<Doc extends object>(collection: Collection<Doc>, query: ListQuery): Promise<Page<Doc>> {
    return this.#read(() => this.#table(collection).list(query)) as Page<Doc>;
  }

  async *scan<Doc extends object>(
    collection: Collection<Doc>,
  ): AsyncIterable<{ readonly id: string; readonly doc: Doc }> {
    for (let after = ''; ;) {
      const page = this.#read(() => this.#table(collection).pageAfter(after, SCAN_PAGE));
      for (const { id, doc } of page) yield { id, doc: doc as Doc };
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }

  async checkpoint(projection: string): Promise<Position | null> {
    return this.#checkpoints.get(projection);
  }

  commit(projection: string, writes: readonly DocumentWrite[], position: Position): Promise<void> {
    return this.#pending.add(projection, writes, position);
  }

  #flush(commits: readonly PendingCommit[]): void {
    try {
      this.#store(commits);
      for (const { resolve } of commits) resolve();
      this.#waiters.committed();
    } catch (error) {
      for (const { reject } of commits) reject(error);
    }
  }

  #store(commits: readonly PendingCommit[]): void {
    const fresh = commits.filter(({ projection, position }) => position > (this.#checkpoints.get(projection) ?? ''));
    const withWrites = fresh.filter(({ writes }) => writes.length > 0);
    const writes = withWrites.flatMap((commit) => commit.writes);
    if (writes.length > 0) {
      this.#write(writes, new Map(withWrites.map(({ projection, position }) => [projection, position])));
    }
    for (const { projection, position, writes: own } of fresh) {
      if (own.length > 0) this.#checkpoints.reached(projection, position);
      else this.#checkpoints.movedOn(projection, position);
    }
  }

  #write(writes: readonly DocumentWrite[], positions: ReadonlyMap<string, Position>): void {
    const isBulk = writes.length >= BULK_WRITES;
    this.#read(() => {
      // Before the transaction: a table that has to be made is a transaction of its own.
      const tables = new Set(writes.map(({ collection }) => this.#table(collection)));
      if (!isBulk) for (const table of tables) table.finishFilling();
    });
    this.#transaction(() => {
      for (const { collection, id, doc } of writes) {
        const before = isBulk ? undefined : this.#remembered.get(`${collection.name}/${id}`);
        this.#table(collection).write(id, doc, before);
      }
      this.#checkpoints.store(positions);
    });
    // Of a rebuild, who is asked for next is anybody's guess.
    if (isBulk) this.#remembered.clear();
    else this.#remember(writes);
  }

  #remember(writes: readonly DocumentWrite[]): void {
    for (const { collection, id, doc } of writes) {
      const key = `${collection.name}/${id}`;
      if (doc === null) this.#remembered.delete(key);
      else this.#remembered.set(key, doc);
    }
  }

  async wipe(projection: string, collections: readonly Collection<never>[]): Promise<void> {
    this.#pending.flushNow();
    this.#transaction(() => {
      for (const collection of collections) {
        createTable(this.database, collection);
        this.#tables.delete(collection.name);
      }
      this.#checkpoints.forget(projection);
    });
    this.#remembered.clear();
  }

  waitFor(projections: readonly string[], position: Position, timeoutMs: number): Promise<boolean> {
    return this.#waiters.wait(projections, position, timeoutMs);
  }

  async close(): Promise<void> {
    if (!this.database.isOpen) return;
    this.#pending.flushNow();
    this.#transaction(() => this.#checkpoints.storeUnsaved());
    this.#waiters.close();
    this.database.close();
  }

  #document<Doc extends object>(collection: Collection<Doc>, id: string): Doc | null {
    const key = `${collection.name}/${id}`;
    const remembered = this.#remembered.get(key);
    if (remembered !== undefined) return remembered as Doc;
    const doc = this.#table(collection).get(id);
    if (doc !== null) this.#remembered.set(key, doc);
    return doc as Doc | null;
  }

  #table<Doc extends object>(collection: Collection<Doc>): CollectionTable {
    const known = this.#tables.get(collection.name);
    if (known !== undefined) return known;
    const any = collection as unknown as Collection<never>;
    const { empty, replaced } = prepareTable(this.database, any);
    // A collection changed its shape and is empty now: everything is derived from history again.
    if (replaced) this.#checkpoints.forgetAll();
    const table = new CollectionTable(this.database, any, empty);
    this.#tables.set(collection.name, table);
    return table;
  }

  #transaction(change: () => void): void {
    this.#read(() => {
      this.database.exec('BEGIN IMMEDIATE');
      try {
        change();
        this.database.exec('COMMIT');
      } catch (error) {
        if (this.database.isTransaction) this.database.exec('ROLLBACK');
        throw error;
      }
    });
  }

  #read<Value>(read: () => Value): Value {
    try {
      return read();
    } catch (error) {
      if (error instanceof InvalidCursorError) throw error;
      throw new ReadModelsUnavailableError('the read models could not be reached', { cause: error });
    }
  }
}
