import type { Position } from '@bookonce/kernel/ports/event-store';
import {
  CheckpointMovedError,
  type Collection,
  type DocumentWrite,
  type ListQuery,
  type Page,
  type ReadModels,
} from '@bookonce/kernel/ports/read-models';
import { CommitWaiters } from '@bookonce/adapter-storage/documents/commit-waiters';
import { readCursor, writeCursor } from '@bookonce/adapter-storage/documents/page-cursor';

interface Row {
  readonly id: string;
  readonly doc: object;
}

/** Read models in maps, for tests and simulation. */
export class MemoryReadModels implements ReadModels {
  readonly #collections = new Map<string, Map<string, object>>();
  readonly #checkpoints = new Map<string, Position>();
  readonly #waiters = new CommitWaiters((projection) => this.#checkpoints.get(projection) ?? null);

  async get<Doc extends object>(collection: Collection<Doc>, id: string): Promise<Doc | null> {
    return (this.#documents(collection.name).get(id) as Doc | undefined) ?? null;
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
    const found = [...this.#documents(collection.name)]
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

  async checkpoint(projection: string): Promise<Position | null> {
    return this.#checkpoints.get(projection) ?? null;
  }

  async commit(
    projection: string,
    writes: readonly DocumentWrite[],
    position: Position,
    after?: Position | null,
  ): Promise<void> {
    const stored = this.#checkpoints.get(projection) ?? null;
    if (after !== undefined && after !== stored) throw new CheckpointMovedError(projection);
    if (position <= (stored ?? '')) return;
    for (const { collection, id, doc } of writes) {
      const documents = this.#documents(collection.name);
      if (doc === null) documents.delete(id);
      else documents.set(id, JSON.parse(JSON.stringify(doc)) as object);
    }
    this.#checkpoints.set(projection, position);
    this.#waiters.committed();
  }

  /** Whoever serves these waits for them first, and nobody else can take them away. */
  markWhole(): Promise<void> {
    return Promise.resolve();
  }

  isWhole(): Promise<boolean> {
    return Promise.resolve(true);
  }

  async wipe(projection: string, collections: readonly Collection<never>[]): Promise<void> {
    this.#checkpoints.delete(projection);
    for (const { name } of collections) this.#collections.delete(name);
  }

  waitFor(projections: readonly string[], position: Position, timeoutMs: number): Promise<boolean> {
    return this.#waiters.wait(projections, position, timeoutMs);
  }

  async close(): Promise<void> {
    this.#waiters.close();
  }

  #documents(name: string): Map<string, object> {
    const known = this.#collections.get(name);
    if (known !== undefined) return known;
    const made = new Map<string, object>();
    this.#collections.set(name, made);
    return made;
  }

  #sortedById(collection: { readonly name: string }): readonly Row[] {
    return [...this.#documents(collection.name)]
      .map(([id, doc]) => ({ id, doc }))
      .sort((a, b) => compareText(a.id, b.id));
  }
}

const compareText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

const matches = <Doc extends object>(collection: Collection<Doc>, doc: Doc, query: ListQuery): boolean => {
  if (query.upToSortKey !== undefined && collection.sortKey(doc) > query.upToSortKey) return false;
  return Object.entries(query.where ?? {}).every(([index, value]) => collection.indexes[index]?.(doc) === value);
};
