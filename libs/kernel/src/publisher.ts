import { Follower } from './follow.js';
import type { Bus } from './ports/bus.js';
import type { EventStore, Position, StoredEvent, SubscriptionHandler } from './ports/event-store.js';
import type { Checkpoints } from './ports/checkpoints.js';
import type { Cancel, Scheduler } from './ports/scheduler.js';
import { Watermark } from './watermark.js';

export interface PublisherOptions {
  readonly store: EventStore;
  readonly bus: Pick<Bus, 'publish'>;
  readonly checkpoints: Checkpoints;
  readonly scheduler: Scheduler;
  /** Names its checkpoint; default `publisher`. */
  readonly name?: string;
  /** Only streams of these categories; all when left out. */
  readonly categories?: readonly string[];
  readonly onError: (error: unknown, retryInMs: number) => void;
  /** How long what is new may wait for more, so that they go together; see {@link FollowOptions.paceMs}. */
  readonly paceMs?: number;
  /** Events in hand at once; default 2,000. */
  readonly window?: number;
}

const DEFAULT_NAME = 'publisher';
const WINDOW = 2_000;
const CHECKPOINT_AFTER_MS = 200;
const MAX_BATCH = 200;

/**
 * Hands everything that is stored to the bus, and nothing else. An event may set off a process of several
 * commits, so events are handed over without waiting for the ones before; the checkpoint is the low watermark
 * below which all are handled. After a crash what is above it is published again: at least once.
 */
export class Publisher {
  readonly #follower: Follower;
  readonly #name: string;
  #watermark = new Watermark();
  #saved: Position | null = null;
  #lastError: unknown = null;
  #cancelSave: Cancel | null = null;
  #saving: Promise<void> = Promise.resolve();
  #stopped = false;

  constructor(private readonly options: PublisherOptions) {
    this.#name = options.name ?? DEFAULT_NAME;
    this.#follower = new Follower({
      store: options.store,
      scheduler: options.scheduler,
      maxBatch: MAX_BATCH,
      ...(options.categories === undefined ? {} : { categories: options.categories }),
      ...(options.paceMs === undefined ? {} : { paceMs: options.paceMs }),
      checkpoint: () => options.checkpoints.load(this.#name),
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

  /** Resolves when all events in flight are handled and the checkpoint is saved. */
  async stop(): Promise<void> {
    this.#stopped = true;
    this.#cancelSave?.();
    await this.#follower.stop();
    await this.#watermark.drained();
    await this.#save();
  }

  /** Resolves when everything handed over so far is handled. */
  drained(): Promise<void> {
    return this.#watermark.drained();
  }

  get name(): string {
    return this.#name;
  }

  /** What it is held up by; null while it runs. */
  get lastError(): unknown {
    return this.#lastError;
  }

  /** Everything up to here is handled. */
  get position(): Position | null {
    return this.#watermark.position;
  }

  #handler(after: Position | null): SubscriptionHandler {
    const watermark = new Watermark(after);
    this.#watermark = watermark;
    this.#saved = after;
    const window = this.options.window ?? WINDOW;
    return {
      handle: async (events) => {
        for (const event of events) this.#publish(event, watermark);
        if (watermark.inHand > window) await watermark.below(window);
        this.#lastError = null;
      },
      reached: (position) => {
        // What lies between belongs to others: not to be looked through again.
        watermark.begin(position)();
        this.#saveLater();
        // What was lost is back, also where nothing new is stored.
        this.#lastError = null;
      },
    };
  }

  #publish(event: StoredEvent, watermark: Watermark): void {
    const settle = watermark.begin(event.position);
    const handled = (): void => {
      settle();
      this.#saveLater();
    };
    this.options.bus.publish([event]).then(handled, (cause: unknown) => {
      watermark.abandon();
      // The bus could not take it: everything above the checkpoint is published again.
      this.#follower.interrupt(cause);
    });
  }

  #saveLater(): void {
    if (this.#stopped || this.#cancelSave !== null) return;
    this.#cancelSave = this.options.scheduler.deadline(CHECKPOINT_AFTER_MS, () => {
      this.#cancelSave = null;
      void this.#save();
    });
  }

  /** One save at a time, so that an older position never overwrites a newer one. */
  #save(): Promise<void> {
    this.#saving = this.#saving.then(() => this.#saveNow());
    return this.#saving;
  }

  async #saveNow(): Promise<void> {
    const { position } = this.#watermark;
    if (position === null || position === this.#saved) return;
    this.#saved = position;
    try {
      await this.options.checkpoints.save(this.#name, position);
    } catch (error) {
      this.#saved = null;
      this.options.onError(error, CHECKPOINT_AFTER_MS);
      this.#saveLater();
    }
  }
}
