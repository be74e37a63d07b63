import type { Position } from '@bookonce/kernel/ports/event-store';
import type {
  Collection,
  DocumentWrite,
  ListQuery,
  Page,
  ReadModels,
  StoredView,
  View,
} from '@bookonce/kernel/ports/read-models';
import type { Life } from '../running/simulated-process.js';

const LOOK_EVERY_MS = 100;

/**
 * One process's connection to the read models: what other processes could come in between of is a step of its own.
 * A projection alone reads and writes its documents, so nobody does there, and a crash before its commit is a crash
 * before it received the events.
 */
export class PacedReadModels implements ReadModels {
  constructor(
    private readonly server: ReadModels,
    private readonly life: Life,
  ) {}

  get<Doc extends object>(collection: Collection<Doc>, id: string): Promise<Doc | null> {
    return this.life.whileAlive(() => this.server.get(collection, id));
  }

  async range<Doc extends object>(collection: Collection<Doc>, from: string, to: string): Promise<readonly Doc[]> {
    await this.life.pause(`range ${collection.name}`);
    return this.server.range(collection, from, to);
  }

  async list<Doc extends object>(collection: Collection<Doc>, query: ListQuery): Promise<Page<Doc>> {
    await this.life.pause(`list ${collection.name}`);
    return this.server.list(collection, query);
  }

  async *scan<Doc extends object>(
    collection: Collection<Doc>,
  ): AsyncIterable<{ readonly id: string; readonly doc: Doc }> {
    await this.life.pause(`scan ${collection.name}`);
    yield* this.server.scan(collection);
  }

  async checkpoint(view: View): Promise<Position | null> {
    await this.life.pause(`checkpoint of ${view.key}`);
    return this.server.checkpoint(view);
  }

  commit(view: View, writes: readonly DocumentWrite[], position: Position, after?: Position | null): Promise<void> {
    return this.life.whileAlive(() => this.server.commit(view, writes, position, after));
  }

  markFilled(view: View): Promise<void> {
    return this.life.whileAlive(() => this.server.markFilled(view));
  }

  isFilled(view: View): boolean | Promise<boolean> {
    return this.server.isFilled(view);
  }

  views(): Promise<readonly StoredView[]> {
    return this.server.views();
  }

  markFollowed(views: readonly View[], at: number): Promise<void> {
    return this.server.markFollowed(views, at);
  }

  async remove(view: View): Promise<void> {
    await this.life.pause(`remove ${view.key}`);
    await this.server.remove(view);
  }

  /** Looks again and again: the time that a server waits is not that of the run. */
  async waitFor(views: readonly View[], position: Position, timeoutMs: number): Promise<boolean> {
    const until = this.life.now + timeoutMs;
    for (;;) {
      const checkpoints = await Promise.all(views.map((view) => this.server.checkpoint(view)));
      if (checkpoints.every((checkpoint) => (checkpoint ?? '') >= position)) return true;
      if (this.life.now >= until) return false;
      await this.life.pause('waits for views', LOOK_EVERY_MS);
    }
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
