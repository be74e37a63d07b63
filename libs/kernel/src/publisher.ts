import { Follower } from './follow.js';
import type { FollowerProgress } from './follower-progress.js';
import type { LostHistoryError } from './lost-history.js';
import type { Bus } from './ports/bus.js';
import {
  placeOf,
  type EventPlace,
  type EventStore,
  type Position,
  type StoredEvent,
  type SubscriptionHandler,
} from './ports/event-store.js';
import type { Checkpoints } from './ports/checkpoints.js';
import type { Cancel, Scheduler } from './ports/scheduler.js';
import { Watermark } from './watermark.js';

export interface PublisherOptions {
  readonly store: EventStore;
  readonly bus: Pick<Bus, 'publish'>;
  readonly checkpoints: Checkpoints;
  readonly scheduler: Scheduler;
  /** Name of its checkpoint; default `publisher`. */
  readonly name?: string;
  /** Categories of the streams to publish. Default: all. */
  readonly categories?: readonly string[];
  readonly onError: (error: unknown, retryInMs: number) => void;
  /** Interval of checks that history still holds what was handled; see {@link HISTORY_CHECKED_EVERY_MS}. Default: none. */
  readonly historyCheckedEveryMs?: number;
  /** Called once, when history has lost an event that was handled. The publisher has then stopped for good. */
  readonly onLost?: (error: LostHistoryError) => void;
  /** Minimum time between two deliveries from the store, in ms; see {@link FollowOptions.paceMs}. */
  readonly paceMs?: number;
  /** Most events in flight; default 2,000. */
  readonly window?: number;
}

const DEFAULT_NAME = 'publisher';
const WINDOW = 2_000;
/** Each save is an event in some stores, so a busy publisher saves once a second; a crash repeats as much. */
const CHECKPOINT_AFTER_MS = 1_000;
const MAX_BATCH = 200;

/**
 * Publishes every stored event to the bus, at least once. Handling an event may take several commits, so the publisher
 * does not wait for earlier events. Its checkpoint is the low watermark: all events up to it are handled. After a crash
 * or a failure of the bus, events above the checkpoint are published again.
 *
 * If history has lost an event that was handled, it stops: going on could repeat effects or skip events, so an operator
 * decides. The checkpoint then names the lost event, so that no other instance goes on either.
 */
export class Publisher {
  readonly #follower: Follower;
  readonly #name: string;
  #watermark = new Watermark();
  #saved: Position | null = null;
  #stored: EventPlace | null = null;
  #lost: LostHistoryError | null = null;
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
      handled: {
        stored: async () => {
          this.#stored = await options.checkpoints.handled(this.#name);
          return this.#stored;
        },
        known: () => this.#watermark.event,
        checkEveryMs: options.historyCheckedEveryMs,
        onLost: (error) => this.#stopFor(error),
      },
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

  /** Resolves when all events published so far are handled. */
  drained(): Promise<void> {
    return this.#watermark.drained();
  }

  get name(): string {
    return this.#name;
  }

  /** The error that interrupted publishing; null once events flow again. */
  get lastError(): unknown {
    return this.#lastError;
  }

  /** Whether it has stopped for good, because history has lost an event that was handled. */
  get hasStopped(): boolean {
    return this.#lost !== null;
  }

  /** All events up to this position are handled. */
  get position(): Position | null {
    return this.#watermark.position;
  }

  get progress(): FollowerProgress {
    const { position, eventTime } = this.#watermark;
    return { name: this.#name, position, eventTime };
  }

  #handler(after: Position | null): SubscriptionHandler {
    const watermark = new Watermark(after, this.#stored);
    this.#watermark = watermark;
    this.#saved = after;
    const window = this.options.window ?? WINDOW;
    return {
      handle: async (events) => {
        for (const event of events) this.#publish(event, watermark);
        if (watermark.inFlight > window) await watermark.below(window);
        this.#lastError = null;
      },
      reached: (position, _isEnd, last) => {
        // Events of other categories up to here need not be read again after a restart.
        watermark.begin(position, last)();
        this.#saveLater();
        // The connection is back, even if there are no new events.
        this.#lastError = null;
      },
    };
  }

  #publish(event: StoredEvent, watermark: Watermark): void {
    const settle = watermark.begin(event.position, placeOf(event), event.meta.time);
    const handled = (): void => {
      settle();
      this.#saveLater();
    };
    this.options.bus.publish([event]).then(handled, (cause: unknown) => {
      watermark.abandon();
      // The bus did not accept the event: all events above the checkpoint are published again.
      this.#follower.interrupt(cause);
    });
  }

  async #stopFor(error: LostHistoryError): Promise<'stop'> {
    await this.#saving;
    await this.options.checkpoints.save(this.#name, error.lost.position, error.lost);
    this.#lost = error;
    this.#lastError = error;
    this.options.onLost?.(error);
    return 'stop';
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
    const { position, event } = this.#watermark;
    if (this.#lost !== null || position === null) return;
    if (position === this.#saved && event === this.#stored) return;
    this.#saved = position;
    this.#stored = event;
    try {
      await this.options.checkpoints.save(this.#name, position, event);
    } catch (error) {
      this.#saved = null;
      this.options.onError(error, CHECKPOINT_AFTER_MS);
      this.#saveLater();
    }
  }
}
