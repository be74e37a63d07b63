import type { Position } from '@bookonce/kernel/ports/event-store';
import {
  CheckpointMovedError,
  isIndexedUnder,
  type Collection,
  type DocumentWrite,
  type ListQuery,
  type Page,
  type ReadModels,
  type StoredView,
  type View,
} from '@bookonce/kernel/ports/read-models';
import { CommitWaiters } from '@bookonce/adapter-storage/documents/commit-waiters';
import { readCursor, writeCursor } from '@bookonce/adapter-storage/documents/page-cursor';

interface Row {
  readonly id: string;
  readonly doc: object;
}

interface ViewState {
  readonly view: View;
  checkpoint: Position | null;
  isFilled: boolean;
  followedAt: number | null;
  readonly epoch: string;
  /** By key of their collection. */
  readonly collections: Map<string, Map<string, object>>;
}

/** Read models in maps, for tests and simulation. */
export class MemoryReadModels implements ReadModels {
  readonly #views = new Map<string, ViewState>();
  #epochs = 0;
  readonly #waiters = new CommitWaiters((viewKey) => this.#views.get(viewKey)?.checkpoint ?? null);

  async get<Doc extends object>(collection: Collection<Doc>, id: string): Promise<Doc | null> {
    return (this.#documents(collection).get(id) as Doc | undefined) ?? null;
  }

  async range<Doc extends object>(collection: Collection<Doc>, fromId: string, toId: string): Promise<readonly Doc[]> {
    return this.#sortedById(collection)
      .filter(({ id }) => id >= fromId && id <= toId)
      .map(({ doc }) => doc as Doc);
  }

  async list<Doc extends object>(collection: Collection<Doc>, query: ListQuery): Promise<Page<Doc>> {
    const direction = query.order === 'asc' ? 1 : -1;
    const after = query.cursor === undefined ? null : readCursor(query.cursor);
    const keyOf = ({ id, doc }: Row) => ({ sortKey: collection.sortKey(doc as Doc), id });
    const compare = (a: { sortKey: string; id: string }, b: { sortKey: string; id: string }): number =>
      direction * (compareText(a.sortKey, b.sortKey) || compareText(a.id, b.id));
    const found = [...this.#documents(collection)]
      .map(([id, doc]) => ({ id, doc }))
      .filter(({ doc }) => matches(collection, doc as Doc, query))
      .filter((row) => after === null || compare(keyOf(row), after) > 0)
      .sort((a, b) => compare(keyOf(a), keyOf(b)));
    const items = found.slice(0, query.limit);
    const last = items.at(-1);
    return {
      items: items.map(({ doc }) => doc as Doc),
      nextCursor: last === undefined || found.length <= items.length ? null : writeCursor(keyOf(last)),
    };
  }

  async *scan<Doc extends object>(
    collection: Collection<Doc>,
  ): AsyncIterable<{ readonly id: string; readonly doc: Doc }> {
    for (const { id, doc } of this.#sortedById(collection)) yield { id, doc: doc as Doc };
  }

  async checkpoint(view: View): Promise<Position | null> {
    return this.#stateOf(view).checkpoint;
  }

  async commit(
    view: View,
    writes: readonly DocumentWrite[],
    position: Position,
    after?: Position | null,
  ): Promise<void> {
    const state = this.#stateOf(view);
    if (after !== undefined && after !== state.checkpoint) throw new CheckpointMovedError(view);
    if (position <= (state.checkpoint ?? '')) return;
    for (const { collection, id, doc } of writes) {
      const documents = this.#writable(collection);
      if (doc === null) documents.delete(id);
      else documents.set(id, JSON.parse(JSON.stringify(doc)) as object);
    }
    state.checkpoint = position;
    this.#waiters.committed();
  }

  async markFilled(view: View): Promise<void> {
    this.#stateOf(view).isFilled = true;
  }

  async isFilled(view: View): Promise<boolean> {
    return this.#views.get(view.key)?.isFilled ?? false;
  }

  async views(): Promise<readonly StoredView[]> {
    return [...this.#views.values()]
      .map(({ view, checkpoint, isFilled, followedAt, epoch }) => ({ view, checkpoint, isFilled, followedAt, epoch }))
      .sort((a, b) => compareText(a.view.key, b.view.key));
  }

  async markFollowed(views: readonly View[], at: number): Promise<void> {
    for (const { key } of views) {
      const state = this.#views.get(key);
      if (state !== undefined) state.followedAt = at;
    }
  }

  async remove(view: View): Promise<void> {
    this.#views.delete(view.key);
  }

  waitFor(views: readonly View[], position: Position, timeoutMs: number): Promise<boolean> {
    return this.#waiters.wait(views, position, timeoutMs);
  }

  async close(): Promise<void> {
    this.#waiters.close();
  }

  #stateOf(view: View): ViewState {
    const known = this.#views.get(view.key);
    if (known !== undefined) return known;
    this.#epochs += 1;
    const epoch = String(this.#epochs);
    const made = { view, checkpoint: null, isFilled: false, followedAt: null, epoch, collections: new Map() };
    this.#views.set(view.key, made);
    return made;
  }

  #documents({ view, key }: Collection<never> | Collection<object>): ReadonlyMap<string, object> {
    return this.#views.get(view.key)?.collections.get(key) ?? NOTHING;
  }

  #writable({ view, key }: Collection<never>): Map<string, object> {
    const { collections } = this.#stateOf(view);
    const known = collections.get(key);
    if (known !== undefined) return known;
    const made = new Map<string, object>();
    collections.set(key, made);
    return made;
  }

  #sortedById<Doc extends object>(collection: Collection<Doc>): readonly Row[] {
    return [...this.#documents(collection)].map(([id, doc]) => ({ id, doc })).sort((a, b) => compareText(a.id, b.id));
  }
}

const NOTHING: ReadonlyMap<string, object> = new Map();

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const matches = <Doc extends object>(collection: Collection<Doc>, doc: Doc, query: ListQuery): boolean => {
  if (query.upToSortKey !== undefined && collection.sortKey(doc) > query.upToSortKey) return false;
  return Object.entries(query.where ?? {}).every(([index, value]) =>
    isIndexedUnder(collection.indexes[index], doc, value),
  );
};
