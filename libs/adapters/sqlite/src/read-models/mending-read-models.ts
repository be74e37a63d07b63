import {
  CheckpointMovedError,
  ReadModelsUnavailableError,
  type Collection,
  type DocumentWrite,
  type ListQuery,
  type Page,
  type ReadModels,
  type StoredView,
  type View,
} from '@bookonce/kernel/ports/read-models';
import type { Position } from '@bookonce/kernel/ports/event-store';

export interface MendingOptions {
  /** Opens the read models. They call `onDamage` when they find their file damaged. */
  readonly open: (onDamage: () => void) => Promise<ReadModels>;
  /** Sets the damaged file aside, so that the next `open` begins with an empty one. */
  readonly setAside: () => void;
}

/**
 * Read models whose file may be damaged while it is in use. The call that meets the damage is refused, like every call
 * that is in flight; the file is replaced by an empty one, and followers fill the views anew from history.
 */
export class MendingReadModels implements ReadModels {
  #models: ReadModels | null = null;
  #opening: Promise<ReadModels> | null = null;
  #wasReplaced = false;
  /** Keys of views whose checkpoint was read since the file was replaced. */
  readonly #begun = new Set<string>();

  private constructor(private readonly options: MendingOptions) {}

  static async open(options: MendingOptions): Promise<MendingReadModels> {
    const mending = new MendingReadModels(options);
    await mending.#current();
    return mending;
  }

  async get<Doc extends object>(collection: Collection<Doc>, id: string): Promise<Doc | null> {
    return (this.#models ?? (await this.#current())).get(collection, id);
  }

  async range<Doc extends object>(collection: Collection<Doc>, fromId: string, toId: string): Promise<readonly Doc[]> {
    return (await this.#current()).range(collection, fromId, toId);
  }

  async list<Doc extends object>(collection: Collection<Doc>, query: ListQuery): Promise<Page<Doc>> {
    return (await this.#current()).list(collection, query);
  }

  async *scan<Doc extends object>(
    collection: Collection<Doc>,
  ): AsyncIterable<{ readonly id: string; readonly doc: Doc }> {
    yield* (await this.#current()).scan(collection);
  }

  async checkpoint(view: View): Promise<Position | null> {
    const models = await this.#current();
    this.#begun.add(view.key);
    return models.checkpoint(view);
  }

  async commit(
    view: View,
    writes: readonly DocumentWrite[],
    position: Position,
    after?: Position | null,
  ): Promise<void> {
    return (this.#models ?? (await this.#current())).commit(view, writes, position, after);
  }

  async markFilled(view: View): Promise<void> {
    const models = await this.#current();
    // The caller has read the checkpoint of documents that are gone.
    if (this.#wasReplaced && !this.#begun.has(view.key)) throw new CheckpointMovedError(view);
    return models.markFilled(view);
  }

  isFilled(view: View): boolean | Promise<boolean> {
    return this.#models === null
      ? this.#current().then((models) => models.isFilled(view))
      : this.#models.isFilled(view);
  }

  async views(): Promise<readonly StoredView[]> {
    return (await this.#current()).views();
  }

  async markFollowed(views: readonly View[], at: number): Promise<void> {
    return (await this.#current()).markFollowed(views, at);
  }

  async remove(view: View): Promise<void> {
    return (await this.#current()).remove(view);
  }

  async waitFor(views: readonly View[], position: Position, timeoutMs: number): Promise<boolean> {
    return (await this.#current()).waitFor(views, position, timeoutMs);
  }

  async close(): Promise<void> {
    await this.#opening?.catch(() => undefined);
    await this.#models?.close();
  }

  /** Opens the read models if they are not open; another try follows with the next call. */
  #current(): Promise<ReadModels> {
    if (this.#models !== null) return Promise.resolve(this.#models);
    this.#opening ??= this.#open().finally(() => (this.#opening = null));
    return this.#opening;
  }

  async #open(): Promise<ReadModels> {
    const models = await this.options
      .open(() => this.#replace(models))
      .catch((cause: unknown) => {
        throw this.#wasReplaced
          ? new ReadModelsUnavailableError('the read models could not be opened', { cause })
          : cause;
      });
    this.#models = models;
    return models;
  }

  #replace(damaged: ReadModels): void {
    if (this.#models !== damaged) return;
    this.#models = null;
    this.#wasReplaced = true;
    this.#begun.clear();
    const replaced = damaged.close().then(() => this.options.setAside());
    this.#opening = replaced.then(() => this.#open()).finally(() => (this.#opening = null));
    // The next call tries again.
    this.#opening.catch(() => undefined);
  }
}
