import { Follower } from './follow.js';
import type { EventStore, Position, SubscriptionHandler } from './ports/event-store.js';
import type { DocumentWrite, ReadModels } from './ports/read-models.js';
import { ProjectionBatch } from './projection-batch.js';
import type { Projector } from './projector.js';

export interface ProjectionRunnerOptions {
  readonly projector: Projector;
  readonly store: EventStore;
  readonly readModels: ReadModels;
  /** Events folded into one commit at the most; default 5,000. */
  readonly maxBatch?: number;
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

/** Keeps one projector's read models up with the store: documents and checkpoint in one commit a batch. */
export class ProjectionRunner {
  readonly #follower: Follower;
  #position: Position | null = null;
  #lastError: unknown = null;

  constructor(private readonly options: ProjectionRunnerOptions) {
    const { projector, store, readModels } = options;
    this.#follower = new Follower({
      store,
      // Every category, though a projector is interested in few: so its checkpoint shows how far it has
      // looked, and a reader that waits for any write finds it there (read your writes).
      maxBatch: options.maxBatch ?? MAX_BATCH,
      checkpoint: () => readModels.checkpoint(projector.name),
      handler: (after) => this.#handler(after),
      onError: (error, retryInMs) => {
        this.#lastError = error;
        options.onError(error, retryInMs);
      },
    });
  }

  start(): void {
    this.#follower.start();
  }

  stop(): Promise<void> {
    return this.#follower.stop();
  }

  get status(): ProjectionStatus {
    return { name: this.options.projector.name, position: this.#position, lastError: this.#lastError };
  }

  #handler(after: Position | null): SubscriptionHandler {
    const { projector, readModels } = this.options;
    const batch = new ProjectionBatch(projector, readModels);
    const categories = new Set(projector.categories);
    this.#position = after;
    return {
      handle: async (events) => {
        await batch.apply(events.filter((event) => categories.has(event.stream.slice(0, event.stream.indexOf('-')))));
        const position = events.at(-1)?.position;
        if (position === undefined) return;
        const writes = batch.writes();
        await readModels.commit(projector.name, writes, position);
        batch.committed();
        this.#position = position;
        this.#lastError = null;
        this.options.onCommitted?.(position, writes);
      },
    };
  }
}
