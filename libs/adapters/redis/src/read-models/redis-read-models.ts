import type { Position } from '@bookonce/kernel/ports/event-store';
import {
  CheckpointMovedError,
  type Collection,
  type DocumentWrite,
  type ListQuery,
  type Page,
  type ReadModels,
} from '@bookonce/kernel/ports/read-models';
import { randomUUID } from 'node:crypto';
import type { RedisConnection } from '../connection/redis-connection.js';
import { argumentsOf } from './commit-arguments.js';
import { CommitListener } from './commit-listener.js';
import { DocumentLists } from './document-lists.js';
import { Fences } from './fences.js';
import { orderedText } from './ordered-text.js';
import { BEGIN, COMMIT, MARK_WHOLE, WIPE } from './scripts.js';

interface Begun {
  readonly epoch: string;
  readonly position: Position | null;
}

/**
 * Read models on a Redis server that several processes share. A commit is one script: documents, index entries and
 * checkpoint change together or not at all, and only on top of what the batch was folded on. Whatever the server
 * loses is missed by the next commit, and derived from history again.
 */
export class RedisReadModels implements ReadModels {
  readonly #lists: DocumentLists;
  readonly #commits: CommitListener;
  readonly #fences = new Fences();

  /** The connection is closed with it. */
  constructor(private readonly connection: RedisConnection) {
    this.#lists = new DocumentLists(connection);
    this.#commits = new CommitListener(connection);
  }

  async get<Doc extends object>(collection: Collection<Doc>, id: string): Promise<Doc | null> {
    const { prefix } = this.connection;
    const json = await this.connection.command('HGET', `${prefix}docs:${collection.name}`, orderedText(id));
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

  async checkpoint(projection: string): Promise<Position | null> {
    await this.connection.ready();
    const { losses } = this.connection;
    const { epoch, position } = await this.#begun(projection);
    this.#fences.begin(projection, { epoch, losses });
    return position;
  }

  async commit(
    projection: string,
    writes: readonly DocumentWrite[],
    position: Position,
    after?: Position | null,
  ): Promise<void> {
    if (after === undefined) return this.#commitAlone(projection, writes, position);
    if (after !== null && position <= after) return;
    try {
      await this.connection.ready();
      const epoch = this.#fences.epochOf(projection, this.connection.losses);
      const isDone = epoch !== null && (await this.#write(projection, writes, position, { epoch, position: after }));
      if (!isDone) throw new CheckpointMovedError(projection);
    } catch (error) {
      // Also where it is unknown what became of it: whoever folds reads the checkpoint again.
      this.#fences.forget(projection);
      throw error;
    }
  }

  async markWhole(projection: string): Promise<void> {
    await this.connection.ready();
    const epoch = this.#fences.epochOf(projection, this.connection.losses);
    const { prefix } = this.connection;
    const isMarked = epoch !== null && (await this.connection.run(MARK_WHOLE, [prefix], [projection, epoch])) === 1;
    if (isMarked) return;
    this.#fences.forget(projection);
    throw new CheckpointMovedError(projection);
  }

  async isWhole(projection: string): Promise<boolean> {
    const { prefix } = this.connection;
    const [epoch, whole] = await Promise.all([
      this.connection.command('HGET', `${prefix}epochs`, projection),
      this.connection.command('HGET', `${prefix}whole`, projection),
    ]);
    return epoch !== null && epoch === whole;
  }

  async wipe(projection: string, collections: readonly Collection<never>[]): Promise<void> {
    const { prefix } = this.connection;
    await this.connection.run(WIPE, [prefix], [projection, ...collections.map(({ name }) => name)]);
    this.#fences.forget(projection);
  }

  waitFor(projections: readonly string[], position: Position, timeoutMs: number): Promise<boolean> {
    return this.#commits.wait(projections, position, timeoutMs);
  }

  async close(): Promise<void> {
    this.#commits.close();
    await this.connection.close();
  }

  /** What nobody else writes is folded on whatever is there. */
  async #commitAlone(projection: string, writes: readonly DocumentWrite[], position: Position): Promise<void> {
    for (;;) {
      const begun = await this.#begun(projection);
      if (position <= (begun.position ?? '')) return;
      if (await this.#write(projection, writes, position, begun)) return;
    }
  }

  async #begun(projection: string): Promise<Begun> {
    const answer = await this.connection.run(BEGIN, [this.connection.prefix], [projection, randomUUID()]);
    const [epoch = '', position = ''] = answer as readonly string[];
    return { epoch, position: position === '' ? null : position };
  }

  /** False where the documents are not the ones any more that it was folded on. */
  async #write(projection: string, writes: readonly DocumentWrite[], position: Position, on: Begun): Promise<boolean> {
    const { prefix } = this.connection;
    const head = [projection, position, on.epoch, on.position ?? ''];
    const answer = await this.connection.run(COMMIT, [prefix], [...head, ...argumentsOf(writes)]);
    // Documents of an earlier release, which the lists of this one do not find: all is derived from history again.
    if (answer === 'reshaped') await this.connection.run(WIPE, [prefix], []);
    return answer === 'done';
  }
}
