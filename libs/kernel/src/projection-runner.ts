import { Follower } from './follow.js';
import { categoryOf, type EventStore, type Position, type SubscriptionHandler } from './ports/event-store.js';
import { CheckpointMovedError, type DocumentWrite, type ReadModels } from './ports/read-models.js';
import type { Cancel, Scheduler } from './ports/scheduler.js';
import { ProjectionBatch } from './projection-batch.js';
import type { Projector } from './projector.js';

export interface ProjectionRunnerOptions {
  readonly projector: Projector;
  readonly store: EventStore;
  readonly readModels: ReadModels;
  readonly scheduler: Scheduler;
  /** Maximum number of events folded into one commit; default 5,000. */
  readonly maxBatch?: number;
  /**
   * Interval at which the runner checks that the server still has its commits. Without new events it would not notice a
   * loss otherwise. Never when left out.
   */
  readonly checkEveryMs?: number;
  /** How long a new event may wait for more, to be folded into one commit; see {@link FollowOptions.paceMs}. */
  readonly paceMs?: number;
  /** Receives the writes of each commit. */
  readonly onCommitted?: (position: Position, writes: readonly DocumentWrite[]) => void;
  readonly onError: (error: unknown, retryInMs: number) => void;
}

export interface ProjectionStatus {
  readonly name: string;
  readonly position: Position | null;
  /** The error that keeps the view from proceeding; null if there is none. */
  readonly lastError: unknown;
}

const MAX_BATCH = 5_000;

/**
 * Keeps one projector's view current: documents and checkpoint in one commit a batch. If the checkpoint is not where the
 * runner left it, it starts again from the stored one. So several may run at once, and a wiped server is filled again.
 */
export class ProjectionRunner {
  readonly #follower: Follower;
  #position: Position | null = null;
  #lastError: unknown = null;
  #cancelChecks: Cancel | null = null;

  constructor(private readonly options: ProjectionRunnerOptions) {
    const { projector, store, scheduler } = options;
    this.#follower = new Follower({
      store,
      scheduler,
      categories: [...projector.categories, ...(projector.advancesWith ?? [])],
      maxBatch: options.maxBatch ?? MAX_BATCH,
      ...(options.paceMs === undefined ? {} : { paceMs: options.paceMs }),
      checkpoint: () => this.#checkpoint(),
      handler: (after) => this.#handler(after),
      onError: (error, retryInMs) => {
        this.#lastError = error;
        options.onError(error, retryInMs);
      },
    });
  }

  start(): void {
    this.#follower.start();
    const { checkEveryMs, scheduler } = this.options;
    if (checkEveryMs !== undefined) this.#cancelChecks = scheduler.repeat(checkEveryMs, () => void this.#check());
  }

  stop(): Promise<void> {
    this.#cancelChecks?.();
    return this.#follower.stop();
  }

  get status(): ProjectionStatus {
    return { name: this.options.projector.view.key, position: this.#position, lastError: this.#lastError };
  }

  async #checkpoint(): Promise<Position | null> {
    const { projector, store, readModels } = this.options;
    const checkpoint = await readModels.checkpoint(projector.view);
    // An empty history has no end to reach.
    if (checkpoint === null && (await store.head()) === null) await readModels.markFilled(projector.view);
    return checkpoint;
  }

  #handler(after: Position | null): SubscriptionHandler {
    const { projector, readModels } = this.options;
    const batch = new ProjectionBatch(projector, readModels);
    const categories = new Set(projector.categories);
    this.#position = after;
    let foldedOn = after;
    let isFilled = false;
    const commit = async (position: Position): Promise<void> => {
      const writes = batch.writes();
      await readModels.commit(projector.view, writes, position, foldedOn);
      batch.committed();
      foldedOn = position;
      this.#position = position;
      this.#lastError = null;
      this.options.onCommitted?.(position, writes);
    };
    return {
      handle: async (events) => {
        await batch.apply(events.filter(({ stream }) => categories.has(categoryOf(stream))));
        const position = events.at(-1)?.position;
        if (position !== undefined) await commit(position);
      },
      // The checkpoint advances past events of other categories, so a reader that waits for any write finds it there.
      reached: async (position, isEnd) => {
        if (position > (foldedOn ?? '')) await commit(position);
        // Until then the documents may be older than what a reader has seen before (I9).
        if (isEnd && !isFilled) await readModels.markFilled(projector.view);
        isFilled ||= isEnd;
        // The connection is back, even if no event is stored.
        this.#lastError = null;
      },
    };
  }

  async #check(): Promise<void> {
    const { projector, readModels } = this.options;
    const committed = this.#position;
    if (committed === null) return;
    const stored = await readModels.checkpoint(projector.view).catch(() => committed);
    if (stored !== null && stored >= committed) return;
    this.#position = null;
    this.#follower.interrupt(new CheckpointMovedError(projector.view));
  }
}
