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
  /** Events folded into one commit at the most; default 5,000. */
  readonly maxBatch?: number;
  /**
   * How often it looks whether the read models still hold what it committed, for servers that may lose it: without
   * an event to commit it would not notice. Never when left out.
   */
  readonly checkEveryMs?: number;
  /** How long what is new may wait for more, to be folded into one commit; see {@link FollowOptions.paceMs}. */
  readonly paceMs?: number;
  /** Called after each commit with what was written. */
  readonly onCommitted?: (position: Position, writes: readonly DocumentWrite[]) => void;
  readonly onError: (error: unknown, retryInMs: number) => void;
}

export interface ProjectionStatus {
  readonly name: string;
  readonly position: Position | null;
  /** What it is held up by; null while it runs. */
  readonly lastError: unknown;
}

const MAX_BATCH = 5_000;

/**
 * Keeps one projector's read models up with the store: documents and checkpoint in one commit a batch. When the
 * checkpoint is not where it left it, it begins again there: several may run at once, and a wiped server fills again.
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
      // The checkpoint shows how far it has looked, so a reader that waits for any write finds it there.
      reached: async (position, isEnd) => {
        if (position > (foldedOn ?? '')) await commit(position);
        // On the way to it, what the documents show was true once (I9).
        if (isEnd && !isFilled) await readModels.markFilled(projector.view);
        isFilled ||= isEnd;
        // What was lost is back, also where nothing new is stored.
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
