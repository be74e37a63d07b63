import { Follower } from './follow.js';
import type { FollowerProgress } from './follower-progress.js';
import { handledEventOf, writeOfHandledEvent } from './handled-event.js';
import type { Instant } from './json.js';
import type { LostHistoryError } from './lost-history.js';
import type { AcknowledgedPositions } from './ports/acknowledged-positions.js';
import {
  categoryOf,
  type EventPlace,
  type EventStore,
  type Position,
  type SubscriptionHandler,
} from './ports/event-store.js';
import { CheckpointMovedError, type DocumentWrite, type ReadModels, type StoredView } from './ports/read-models.js';
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
  /** Interval of checks that history still holds what was handled; see {@link HISTORY_CHECKED_EVERY_MS}. Default: none. */
  readonly historyCheckedEveryMs?: number;
  /** Positions that gateways expect the view to reach. Forgotten when history has lost events. */
  readonly acknowledgedPositions?: Pick<AcknowledgedPositions, 'forget'>;
  /** Called when history has lost an event that the view includes. The view is then filled anew. */
  readonly onLost?: (error: LostHistoryError) => void;
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
 * A view that includes an event that history has lost is filled anew.
 */
export class ProjectionRunner {
  readonly #follower: Follower;
  #position: Position | null = null;
  /** The last event that the committed documents include. */
  #handled: EventPlace | null = null;
  #eventTime: Instant | null = null;
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
      handled: {
        stored: () => handledEventOf(options.readModels, projector.view),
        known: () => this.#handled,
        checkEveryMs: options.historyCheckedEveryMs,
        onLost: (error) => this.#startOver(error),
      },
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

  get progress(): FollowerProgress {
    return { name: this.options.projector.view.key, position: this.#position, eventTime: this.#eventTime };
  }

  async #checkpoint(): Promise<Position | null> {
    const { projector, store, readModels } = this.options;
    const checkpoint = await readModels.checkpoint(projector.view);
    // An empty history has no end to reach.
    if (checkpoint === null && (await store.head()) === null) await readModels.markFilled(projector.view);
    return checkpoint;
  }

  async #startOver(error: LostHistoryError): Promise<'go on'> {
    const { projector, readModels, acknowledgedPositions, onLost } = this.options;
    await acknowledgedPositions?.forget([projector.view.name]);
    // Nobody may follow other versions, but gateways would wait until this one comes as far as they have.
    const isLost = ({ view: { name, key }, checkpoint }: StoredView): boolean =>
      key === projector.view.key || (name === projector.view.name && (checkpoint ?? '') > (error.endsAt ?? ''));
    const lost = (await readModels.views()).filter(isLost);
    // The own version holds the witness of the loss, so after a crash in between all of this happens again.
    const isOwn = ({ view }: StoredView): number => (view.key === projector.view.key ? 1 : 0);
    for (const { view } of lost.toSorted((a, b) => isOwn(a) - isOwn(b))) await readModels.remove(view);
    this.#handled = null;
    onLost?.(error);
    return 'go on';
  }

  #handler(after: Position | null): SubscriptionHandler {
    const { projector, readModels } = this.options;
    const batch = new ProjectionBatch(projector, readModels);
    const categories = new Set(projector.categories);
    this.#position = after;
    let foldedOn = after;
    let isFilled = false;
    const commit = async (position: Position, event: EventPlace | undefined): Promise<void> => {
      const writes = batch.writes();
      const handled = event === undefined ? [] : [writeOfHandledEvent(projector.view, event)];
      await readModels.commit(projector.view, [...writes, ...handled], position, foldedOn);
      batch.committed();
      foldedOn = position;
      this.#handled = event ?? this.#handled;
      this.#position = position;
      this.#lastError = null;
      this.options.onCommitted?.(position, writes);
    };
    return {
      handle: async (events) => {
        this.#eventTime = events[0]?.meta.time ?? this.#eventTime;
        await batch.apply(events.filter(({ stream }) => categories.has(categoryOf(stream))));
        const last = events.at(-1);
        if (last === undefined) return;
        await commit(last.position, last);
        this.#eventTime = last.meta.time;
      },
      // The checkpoint advances past events of other categories, so a reader that waits for any write finds it there.
      reached: async (position, isEnd, last) => {
        if (position > (foldedOn ?? '')) await commit(position, last);
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
