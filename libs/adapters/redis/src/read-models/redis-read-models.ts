import type { Position } from '@bookonce/kernel/ports/event-store';
import {
  CheckpointMovedError,
  type Collection,
  type DocumentWrite,
  type ListQuery,
  type Page,
  type ReadModels,
  ReshapedViewError,
  type StoredView,
  type View,
  viewOfKey,
} from '@bookonce/kernel/ports/read-models';
import { randomUUID } from 'node:crypto';
import { type LuaScript, RedisConnection, type RedisSettings } from '../connection/redis-connection.js';
import { CommitListener } from './commit-listener.js';
import { argumentsOf, indexesOfShapes, orderedText } from './document-encoding.js';
import { DocumentLists } from './document-lists.js';
import { BEGIN, COMMIT, MARK_FILLED, MARK_FOLLOWED, REMOVE, viewPrefix, VIEWS } from './scripts.js';

/** The stored state that this process folds a view's batches onto. */
interface Fence {
  readonly epoch: string;
  /** Losses of the connection until then: a lost server may come back with an older state. */
  readonly losses: number;
}

/**
 * A position alone cannot tell whether documents are still the ones that were read: removed and derived again, they
 * reach the same position again. So the first call for a checkpoint after a refusal records what must still be there when
 * the batch is committed. The record is never younger than the batch, because a projection asks when it begins.
 */
export class Fences {
  readonly #fences = new Map<string, Fence>();

  begin(viewKey: string, fence: Fence): void {
    if (!this.#fences.has(viewKey)) this.#fences.set(viewKey, fence);
  }

  /** Returns the epoch that a batch must be committed in; null if the connection was lost since. */
  epochOf(viewKey: string, losses: number): string | null {
    const fence = this.#fences.get(viewKey);
    return fence?.losses === losses ? fence.epoch : null;
  }

  /** Called when the projection has to start over. */
  forget(viewKey: string): void {
    this.#fences.delete(viewKey);
  }
}

type StoredViewRow = readonly [
  key: string,
  position: string,
  filled: string,
  followed: string,
  epoch: string,
  shapes: readonly string[],
];

interface Begun {
  readonly epoch: string;
  readonly position: Position | null;
}

/**
 * Read models on a Redis server that several processes share. A commit is one script: documents, index entries and
 * checkpoint change together or not at all, and only on top of what the batch was folded on. The next commit notices
 * whatever the server has lost, and it is derived from history again.
 */
export class RedisReadModels implements ReadModels {
  readonly #lists: DocumentLists;
  readonly #commits: CommitListener;
  readonly #fences = new Fences();

  /** Closed together with the read models. */
  constructor(private readonly connection: RedisConnection) {
    this.#lists = new DocumentLists(connection);
    this.#commits = new CommitListener(connection);
  }

  async get<Doc extends object>(collection: Collection<Doc>, id: string): Promise<Doc | null> {
    const docs = `${viewPrefix(this.connection, collection.view)}docs:${collection.name}`;
    const json = await this.connection.command('HGET', docs, orderedText(id));
    return json === null ? null : (JSON.parse(json as string) as Doc);
  }

  async range<Doc extends object>(collection: Collection<Doc>, fromId: string, toId: string): Promise<readonly Doc[]> {
    const docs: Doc[] = [];
    for await (const { doc } of this.#lists.span(collection, fromId, toId)) docs.push(doc);
    return docs;
  }

  list<Doc extends object>(collection: Collection<Doc>, query: ListQuery): Promise<Page<Doc>> {
    return this.#lists.list(collection, query);
  }

  scan<Doc extends object>(collection: Collection<Doc>): AsyncIterable<{ readonly id: string; readonly doc: Doc }> {
    return this.#lists.span(collection, '', null);
  }

  async checkpoint(view: View): Promise<Position | null> {
    await this.connection.ready();
    const { losses } = this.connection;
    const { epoch, position } = await this.#begun(view);
    this.#fences.begin(view.key, { epoch, losses });
    return position;
  }

  async commit(
    view: View,
    writes: readonly DocumentWrite[],
    position: Position,
    after?: Position | null,
  ): Promise<void> {
    if (after === undefined) return this.#commitAlone(view, writes, position);
    if (after !== null && position <= after) return;
    try {
      await this.connection.ready();
      const epoch = this.#fences.epochOf(view.key, this.connection.losses);
      const isDone = epoch !== null && (await this.#write(view, writes, position, { epoch, position: after }));
      if (!isDone) throw new CheckpointMovedError(view);
    } catch (error) {
      // Also if the outcome is unknown: the projection reads the checkpoint again.
      this.#fences.forget(view.key);
      throw error;
    }
  }

  async markFilled(view: View): Promise<void> {
    await this.connection.ready();
    const epoch = this.#fences.epochOf(view.key, this.connection.losses);
    const isMarked = epoch !== null && (await this.#run(MARK_FILLED, [view.key, epoch])) === 1;
    if (isMarked) return;
    this.#fences.forget(view.key);
    throw new CheckpointMovedError(view);
  }

  async isFilled(view: View): Promise<boolean> {
    const { prefix } = this.connection;
    const [epoch, filled] = await Promise.all([
      this.connection.command('HGET', `${prefix}views:epochs`, view.key),
      this.connection.command('HGET', `${prefix}views:filled`, view.key),
    ]);
    return epoch !== null && epoch === filled;
  }

  async views(): Promise<readonly StoredView[]> {
    const answer = (await this.#run(VIEWS, [])) as readonly StoredViewRow[];
    const views = answer.map(([key, position, filled, followed, epoch, shapes]) => ({
      view: viewOfKey(key),
      checkpoint: position === '' ? null : position,
      isFilled: filled === '1',
      followedAt: followed === '' ? null : Number(followed),
      epoch,
      indexes: indexesOfShapes(shapes),
    }));
    return views.sort((a, b) => (a.view.key < b.view.key ? -1 : 1));
  }

  async markFollowed(views: readonly View[], at: number): Promise<void> {
    await this.#run(MARK_FOLLOWED, [at, ...views.map(({ key }) => key)]);
  }

  async remove(view: View): Promise<void> {
    await this.#run(REMOVE, [view.key], view);
    this.#fences.forget(view.key);
  }

  waitFor(views: readonly View[], position: Position, timeoutMs: number): Promise<boolean> {
    return this.#commits.wait(views, position, timeoutMs);
  }

  async close(): Promise<void> {
    this.#commits.close();
    await this.connection.close();
  }

  /** For a caller that alone writes the view: whatever is stored is what its documents were folded on. */
  async #commitAlone(view: View, writes: readonly DocumentWrite[], position: Position): Promise<void> {
    for (;;) {
      const begun = await this.#begun(view);
      if (position <= (begun.position ?? '')) return;
      if (await this.#write(view, writes, position, begun)) return;
    }
  }

  async #begun(view: View): Promise<Begun> {
    const answer = await this.#run(BEGIN, [view.key, randomUUID()]);
    const [epoch = '', position = ''] = answer as readonly string[];
    return { epoch, position: position === '' ? null : position };
  }

  /** Resolves with false if the stored documents are not the ones that the batch was folded on. */
  async #write(view: View, writes: readonly DocumentWrite[], position: Position, on: Begun): Promise<boolean> {
    const head = [view.key, position, on.epoch, on.position ?? ''];
    const answer = await this.#run(COMMIT, [...head, ...argumentsOf(writes)], view);
    if (answer === 'done' || answer === 'moved') return answer === 'done';
    throw new ReshapedViewError(view, String(answer));
  }

  /** With a view, the script gets the prefix of its documents as well. */
  #run(script: LuaScript, args: readonly (string | number)[], view?: View): Promise<unknown> {
    const { prefix } = this.connection;
    const keys = view === undefined ? [prefix] : [prefix, viewPrefix(this.connection, view)];
    return this.connection.run(script, keys, args);
  }
}

/** Opens read models on a dedicated connection, which keeps trying until the server is available. */
export const openRedisReadModels = (settings: RedisSettings): ReadModels =>
  new RedisReadModels(new RedisConnection(settings));
