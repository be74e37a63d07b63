import { LruCache } from '@bookonce/kernel/lru-cache';
import type { Position } from '@bookonce/kernel/ports/event-store';
import {
  CheckpointMovedError,
  InvalidCursorError,
  ReadModelsUnavailableError,
  type Collection,
  type DocumentWrite,
  type ListQuery,
  type Page,
  type ReadModels,
} from '@bookonce/kernel/ports/read-models';
import type { DatabaseSync } from 'node:sqlite';
import { CommitWaiters } from '@bookonce/adapter-storage/documents/commit-waiters';
import { createTable, prepareTable } from './collection-schema.js';
import { CollectionTable } from './collection-table.js';
import type { DocumentSaver } from './save-batch.js';
import { Saving } from './saving.js';
import { UnsavedDocuments } from './unsaved-documents.js';

const REMEMBERED_DOCUMENTS = 50_000;
const SCAN_PAGE = 1_000;
/** More changes of one collection than this in one save are part of a rebuild, not of everyday use. */
const BULK_CHANGES = 500;

/**
 * Read models in one SQLite database. A commit shows at once and is stored soon after, together with what else
 * was committed meanwhile: a document that changes twice in one breath is written once. What a crash takes is
 * derived from history again, and documents never come apart from the checkpoints that they stand for.
 */
export class SqliteReadModels implements ReadModels {
  readonly #tables = new Map<string, CollectionTable>();
  readonly #remembered = new LruCache<object>(REMEMBERED_DOCUMENTS);
  readonly #checkpoints = new Map<string, Position>();
  readonly #unsaved = new UnsavedDocuments();
  readonly #filled = new Set<CollectionTable>();
  readonly #waiters = new CommitWaiters((projection) => this.#checkpoints.get(projection) ?? null);
  readonly #saving: Saving;

  /** `database` reads and makes tables; `saver` writes their rows over a connection of its own. */
  constructor(
    private readonly database: DatabaseSync,
    private readonly saver: DocumentSaver,
  ) {
    for (const row of database.prepare('SELECT projection, position FROM checkpoints').all()) {
      this.#checkpoints.set(String(row['projection']), String(row['position']));
    }
    this.#saving = new Saving(() => this.#save());
  }

  async get<Doc extends object>(collection: Collection<Doc>, id: string): Promise<Doc | null> {
    return this.#read(() => this.#document(collection, id));
  }

  /** Ids are read from the table, documents from memory where they are known: parsing them costs more than finding them. */
  async range<Doc extends object>(collection: Collection<Doc>, fromId: string, toId: string): Promise<readonly Doc[]> {
    return this.#read(() =>
      this.#table(collection)
        .idsBetween(fromId, toId, this.#unsaved.of(collection.name))
        .flatMap((id) => this.#document(collection, id) ?? []),
    );
  }

  async list<Doc extends object>(collection: Collection<Doc>, query: ListQuery): Promise<Page<Doc>> {
    const table = this.#read(() => this.#table(collection));
    if (table.isFilling || this.#filled.has(table)) await this.#indexed(table);
    return this.#read(() => table.list(query, this.#unsaved.of(collection.name))) as Page<Doc>;
  }

  async *scan<Doc extends object>(
    collection: Collection<Doc>,
  ): AsyncIterable<{ readonly id: string; readonly doc: Doc }> {
    await this.#saving.now();
    for (let after = ''; ;) {
      const page = this.#read(() => this.#table(collection).pageAfter(after, SCAN_PAGE));
      for (const { id, doc } of page) yield { id, doc: doc as Doc };
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }

  async checkpoint(projection: string): Promise<Position | null> {
    return this.#checkpoints.get(projection) ?? null;
  }

  async commit(
    projection: string,
    writes: readonly DocumentWrite[],
    position: Position,
    after?: Position | null,
  ): Promise<void> {
    if (this.#saving.failure !== null) throw new ReadModelsUnavailableError(this.#saving.failure);
    const checkpoint = this.#checkpoints.get(projection) ?? null;
    if (after !== undefined && after !== checkpoint) throw new CheckpointMovedError(projection);
    if (position <= (checkpoint ?? '')) return;
    // Tables are made first: one of another shape forgets every checkpoint, this one included.
    this.#read(() => {
      for (const { collection } of writes) this.#table(collection);
    });
    for (const write of writes) this.#unsaved.add(write);
    // Of a rebuild, who is asked for next is anybody's guess.
    if (writes.length >= BULK_CHANGES) this.#remembered.clear();
    else for (const write of writes) this.#remember(write);
    this.#checkpoints.set(projection, position);
    this.#waiters.committed();
    await this.#saving.changed(this.#unsaved.size);
  }

  /** Whoever serves these waits for them first, and nobody else can take them away. */
  markWhole(): Promise<void> {
    return Promise.resolve();
  }

  isWhole(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async wipe(projection: string, collections: readonly Collection<never>[]): Promise<void> {
    await this.#saving.now();
    this.#read(() => {
      for (const collection of collections) {
        createTable(this.database, collection);
        this.#unsaved.forget(collection.name);
        this.#tables.delete(collection.name);
      }
      this.#checkpoints.delete(projection);
      this.database.prepare('DELETE FROM checkpoints WHERE projection = ?').run(projection);
    });
    this.#remembered.clear();
  }

  waitFor(projections: readonly string[], position: Position, timeoutMs: number): Promise<boolean> {
    return this.#waiters.wait(projections, position, timeoutMs);
  }

  async close(): Promise<void> {
    if (!this.database.isOpen) return;
    await this.#saving.end();
    this.#waiters.close();
    await this.saver.close();
    if (this.database.isOpen) this.database.close();
  }

  /** Everything committed by now, in one transaction of the writer. */
  async #save(): Promise<string | null> {
    const changed = this.#unsaved.beginSave();
    const changes = changed.map(({ collection, docs }) => {
      const table = this.#table(collection);
      const change = table.changes(docs);
      if (table.isFilling && docs.size < BULK_CHANGES) this.#filled.add(table);
      return change;
    });
    const ended = [...this.#filled];
    const filled = ended.map((table) => table.endFilling());
    const answer = await this.saver.save({ changes, checkpoints: [...this.#checkpoints], filled });
    if (!answer.ok) {
      this.#unsaved.notSaved();
      return answer.reason;
    }
    this.#unsaved.saved();
    for (const table of ended) this.#filled.delete(table);
    return null;
  }

  async #indexed(table: CollectionTable): Promise<void> {
    this.#filled.add(table);
    await this.#saving.now();
  }

  #remember({ collection, id, doc }: DocumentWrite): void {
    const key = `${collection.name}/${id}`;
    if (doc === null) this.#remembered.delete(key);
    else this.#remembered.set(key, doc);
  }

  #document<Doc extends object>(collection: Collection<Doc>, id: string): Doc | null {
    const key = `${collection.name}/${id}`;
    const remembered = this.#remembered.get(key);
    if (remembered !== undefined) return remembered as Doc;
    const unsaved = this.#unsaved.get(collection.name, id);
    if (unsaved !== undefined) return unsaved as Doc | null;
    const doc = this.#table(collection).get(id);
    if (doc !== null) this.#remembered.set(key, doc);
    return doc as Doc | null;
  }

  #table(collection: Collection<never> | Collection<object>): CollectionTable {
    const known = this.#tables.get(collection.name);
    if (known !== undefined) return known;
    const any = collection as Collection<never>;
    const { empty, replaced } = prepareTable(this.database, any);
    // A collection changed its shape and is empty now: everything is derived from history again.
    if (replaced) this.#forgetCheckpoints();
    const table = new CollectionTable(this.database, any, empty);
    this.#tables.set(collection.name, table);
    return table;
  }

  #forgetCheckpoints(): void {
    this.#checkpoints.clear();
    this.database.exec('DELETE FROM checkpoints');
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
