import { DocumentCache } from '@bookonce/kernel/document-cache';
import type { Position } from '@bookonce/kernel/ports/event-store';
import {
  CheckpointMovedError,
  InvalidCursorError,
  ReadModelsUnavailableError,
  viewOfKey,
  type Collection,
  type DocumentWrite,
  type ListQuery,
  type Page,
  type ReadModels,
  type StoredView,
  type View,
} from '@bookonce/kernel/ports/read-models';
import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import { CommitWaiters } from '@bookonce/adapter-storage/documents/commit-waiters';
import { isDamage } from '../damaged-database.js';
import { prepareTable, shapeOf, type AnyCollection } from './collection-schema.js';
import { CollectionTable } from './collection-table.js';
import { readViews } from './read-models-database.js';
import { RememberedLists } from './remembered-lists.js';
import type { DocumentSaver, ViewRow } from './save-batch.js';
import { Saving } from './saving.js';
import { UnsavedDocuments } from './unsaved-documents.js';

const REMEMBERED_DOCUMENTS = 50_000;
const SCAN_PAGE = 1_000;
/** More changes of one collection than this in one save come from filling a view, not from everyday use. */
const BULK_CHANGES = 500;

/** The epoch is not stored: its readers live no longer than this process. */
type ViewState = { -readonly [Field in keyof ViewRow]: ViewRow[Field] } & { epoch: string };

/**
 * Read models in one SQLite database. A commit is visible at once and stored soon after, together with everything else
 * committed meanwhile: a document that changes twice in a short time is written once. Whatever a crash loses is derived
 * from history again. Documents and the checkpoint that they stand for are stored in one transaction.
 */
export class SqliteReadModels implements ReadModels {
  /** By key of their collection. */
  readonly #tables = new Map<string, CollectionTable>();
  readonly #remembered = new DocumentCache<object>(REMEMBERED_DOCUMENTS);
  readonly #lists = new RememberedLists();
  readonly #states = new Map<string, ViewState>();
  readonly #unsaved = new UnsavedDocuments();
  /** Tables that get their indexes with the next save. */
  readonly #filled = new Set<CollectionTable>();
  /** Views that the next save removes. */
  readonly #removed = new Set<string>();
  /** Removals in flight: whatever uses one of these views waits. */
  readonly #removals = new Map<string, Promise<void>>();
  readonly #waiters = new CommitWaiters((viewKey) => this.#states.get(viewKey)?.position ?? null);
  readonly #saving: Saving;

  /** `database` reads and creates tables; `saver` writes rows over a connection of its own. */
  constructor(
    private readonly database: DatabaseSync,
    private readonly saver: DocumentSaver,
    /** Called when the file is found to be damaged. Whatever is read then is unreliable. */
    private readonly onDamage: () => void = () => undefined,
  ) {
    for (const row of readViews(database)) this.#states.set(row.key, { ...row, epoch: randomUUID() });
    this.#saving = new Saving(() => this.#save());
  }

  async get<Doc extends object>(collection: Collection<Doc>, id: string): Promise<Doc | null> {
    if (this.#removals.size > 0) await this.#removals.get(collection.view.key);
    return this.#read(() => this.#document(collection, id));
  }

  /** Ids come from the table, documents from memory where possible: parsing them costs more than finding them. */
  async range<Doc extends object>(collection: Collection<Doc>, fromId: string, toId: string): Promise<readonly Doc[]> {
    await this.#removals.get(collection.view.key);
    return this.#read(() =>
      this.#table(collection)
        .idsBetween(fromId, toId, this.#unsaved.of(collection.key))
        .flatMap((id) => this.#document(collection, id) ?? []),
    );
  }

  async list<Doc extends object>(collection: Collection<Doc>, query: ListQuery): Promise<Page<Doc>> {
    if (this.#removals.size > 0) await this.#removals.get(collection.view.key);
    const { key } = collection;
    const remembered = this.#lists.get(key, query);
    if (remembered !== undefined) return remembered as Page<Doc>;
    const table = this.#read(() => this.#table(collection));
    if (table.isFilling || this.#filled.has(table)) await this.#createIndexes(table);
    const page = this.#read(() => table.list(query, this.#unsaved.of(key)));
    this.#lists.set(key, query, page);
    return page as Page<Doc>;
  }

  async *scan<Doc extends object>(
    collection: Collection<Doc>,
  ): AsyncIterable<{ readonly id: string; readonly doc: Doc }> {
    await this.#removals.get(collection.view.key);
    await this.#saving.now();
    for (let after = ''; ;) {
      const page = this.#read(() => this.#table(collection).pageAfter(after, SCAN_PAGE));
      for (const { id, doc } of page) yield { id, doc: doc as Doc };
      const last = page.at(-1);
      if (last === undefined) return;
      after = last.id;
    }
  }

  async checkpoint(view: View): Promise<Position | null> {
    await this.#removals.get(view.key);
    return this.#stateOf(view).position;
  }

  async commit(
    view: View,
    writes: readonly DocumentWrite[],
    position: Position,
    after?: Position | null,
  ): Promise<void> {
    if (this.#removals.size > 0) await this.#removals.get(view.key);
    if (this.#saving.failure !== null) throw new ReadModelsUnavailableError(this.#saving.failure);
    // Tables come first: one of another shape is replaced, and its view starts from nothing.
    this.#read(() => {
      for (const { collection } of writes) this.#table(collection);
    });
    const state = this.#stateOf(view);
    if (after !== undefined && after !== state.position) throw new CheckpointMovedError(view);
    if (position <= (state.position ?? '')) return;
    for (const write of writes) {
      this.#unsaved.add(write);
      this.#lists.forget(write.collection.key);
    }
    // While a view is being filled, nobody can tell which documents are read next.
    if (!state.isFilled && writes.length >= BULK_CHANGES) this.#remembered.clear();
    else for (const write of writes) this.#remember(write);
    state.position = position;
    this.#waiters.committed();
    await this.#saving.changed(this.#unsaved.size);
  }

  async markFilled(view: View): Promise<void> {
    const state = this.#stateOf(view);
    if (state.isFilled) return;
    state.isFilled = true;
    await this.#saving.changed(this.#unsaved.size);
  }

  isFilled(view: View): boolean {
    return this.#states.get(view.key)?.isFilled ?? false;
  }

  async views(): Promise<readonly StoredView[]> {
    return [...this.#states.values()]
      .map(({ key, position, isFilled, followedAt, epoch }) => ({
        view: viewOfKey(key),
        checkpoint: position,
        isFilled,
        followedAt,
        epoch,
      }))
      .sort((a, b) => (a.view.key < b.view.key ? -1 : 1));
  }

  async markFollowed(views: readonly View[], at: number): Promise<void> {
    for (const { key } of views) {
      const state = this.#states.get(key);
      if (state !== undefined) state.followedAt = at;
    }
    await this.#saving.changed(this.#unsaved.size);
  }

  remove(view: View): Promise<void> {
    const removal = this.#remove(view.key).finally(() => this.#removals.delete(view.key));
    this.#removals.set(view.key, removal);
    return removal;
  }

  waitFor(views: readonly View[], position: Position, timeoutMs: number): Promise<boolean> {
    return this.#waiters.wait(views, position, timeoutMs);
  }

  async close(): Promise<void> {
    if (!this.database.isOpen) return;
    await this.#saving.end();
    this.#waiters.close();
    await this.saver.close();
    if (this.database.isOpen) this.database.close();
  }

  /** Stores everything committed by now in one transaction; resolves with what went wrong, or with null. */
  async #save(): Promise<string | null> {
    const changes = this.#unsaved.beginSave().map(({ collection, docs }) => {
      const table = this.#table(collection);
      if (table.isFilling && docs.size < BULK_CHANGES) this.#filled.add(table);
      return table.changes(docs, !table.isFilling || this.#filled.has(table));
    });
    const ended = [...this.#filled];
    const filled = ended.map((table) => table.endFilling());
    const removed = [...this.#removed];
    const answer = await this.saver.save({ removed, filled, changes, views: [...this.#states.values()] });
    if (!answer.ok) {
      if (answer.isDamage === true) this.onDamage();
      this.#unsaved.notSaved();
      return answer.reason;
    }
    this.#unsaved.saved();
    for (const table of ended) this.#filled.delete(table);
    for (const key of removed) this.#removed.delete(key);
    return null;
  }

  async #remove(viewKey: string): Promise<void> {
    // A save that is running may be writing documents of this view.
    await this.#saving.now();
    this.#unsaved.forget(viewKey);
    for (const [collectionKey, table] of this.#tables) {
      if (!collectionKey.startsWith(`${viewKey}/`)) continue;
      this.#tables.delete(collectionKey);
      this.#filled.delete(table);
    }
    this.#states.delete(viewKey);
    this.#remembered.clear();
    this.#lists.clear();
    this.#removed.add(viewKey);
    await this.#saving.now();
  }

  async #createIndexes(table: CollectionTable): Promise<void> {
    this.#filled.add(table);
    await this.#saving.now();
  }

  #remember({ collection, id, doc }: DocumentWrite): void {
    if (doc === null) this.#remembered.delete(collection.key, id);
    else this.#remembered.set(collection.key, id, doc);
  }

  #document<Doc extends object>(collection: Collection<Doc>, id: string): Doc | null {
    const { key } = collection;
    const remembered = this.#remembered.get(key, id);
    if (remembered !== undefined) return remembered as Doc;
    const unsaved = this.#unsaved.get(key, id);
    if (unsaved !== undefined) return unsaved as Doc | null;
    const doc = this.#table(collection).get(id);
    if (doc !== null) this.#remembered.set(key, id, doc);
    return doc as Doc | null;
  }

  #table(collection: AnyCollection | Collection<object>): CollectionTable {
    const known = this.#tables.get(collection.key);
    if (known !== undefined) return known;
    const any = collection as AnyCollection;
    const { isEmpty, isReplaced } = prepareTable(this.database, shapeOf(any));
    // The table had another shape and is empty now: the view is derived from history again.
    if (isReplaced) Object.assign(this.#stateOf(any.view), { position: null, isFilled: false, epoch: randomUUID() });
    const table = new CollectionTable(this.database, any, isEmpty);
    this.#tables.set(collection.key, table);
    return table;
  }

  #stateOf({ key }: View): ViewState {
    const known = this.#states.get(key);
    if (known !== undefined) return known;
    const made: ViewState = { key, position: null, isFilled: false, followedAt: null, epoch: randomUUID() };
    this.#states.set(key, made);
    return made;
  }

  #read<Value>(read: () => Value): Value {
    try {
      return read();
    } catch (error) {
      if (error instanceof InvalidCursorError) throw error;
      // A document that is no JSON was not written by this product.
      if (isDamage(error) || error instanceof SyntaxError) this.onDamage();
      throw new ReadModelsUnavailableError('the read models could not be read', { cause: error });
    }
  }
}
