import { indexNames, type ReadModels, type StoredView, type View } from '@bookonce/kernel/ports/read-models';
import type { Cancel, Scheduler } from '@bookonce/kernel/ports/scheduler';
import type { Projector } from '@bookonce/kernel/projector';
import { logFailure } from '@bookonce/platform/log-failure';
import type { Logger } from 'pino';

export interface ViewUpkeepOptions {
  readonly readModels: Pick<ReadModels, 'views' | 'markFollowed' | 'remove'>;
  readonly scheduler: Scheduler;
  /** Epoch milliseconds, in real time: a test clock must not remove a view. */
  readonly now: () => number;
  /** The projectors of this process's release. Their views are never removed. */
  readonly current: readonly Projector[];
  /** The views that this process itself follows at the moment; another instance may hold the lease of the rest. */
  readonly followed: () => readonly View[];
  /** How long a view is kept that no running release follows; at least a few rounds, even if 0. */
  readonly retentionMs: number;
  readonly logger: Pick<Logger, 'info' | 'warn' | 'error' | 'debug'>;
}

/** Gateways count a version as followed for three times this; see `Views` of the gateway. */
const ROUND_MS = 5_000;
/** A view that was marked within this time may still be followed, so it is kept even if the retention time is 0. */
export const STILL_FOLLOWED_MS = 3 * ROUND_MS;

/**
 * Returns the views to mark as followed and the ones to remove. A version of another release is kept while this release
 * is still filling its own, and for `retentionMs` after it was last followed, so that a rollback finds it.
 */
export const planUpkeep = (
  stored: readonly StoredView[],
  {
    current,
    followed,
    now,
    retentionMs,
  }: { readonly current: readonly Projector[]; readonly followed: readonly View[] } & {
    readonly now: number;
    readonly retentionMs: number;
  },
): { readonly marked: readonly View[]; readonly removed: readonly View[] } => {
  const isCurrent = ({ key }: View): boolean => current.some(({ view }) => view.key === key);
  const others = stored.filter(({ view }) => !isCurrent(view));
  const unfilled = unfilledOf(stored, current);
  const isKept = ({ view, followedAt }: StoredView): boolean =>
    followedAt === null || unfilled.some(({ name }) => name === view.name);
  const keptMs = Math.max(retentionMs, STILL_FOLLOWED_MS);
  return {
    marked: [...followed, ...others.filter(isKept).map(({ view }) => view)],
    removed: others.filter((one) => !isKept(one) && (one.followedAt ?? now) <= now - keptMs).map(({ view }) => view),
  };
};

const unfilledOf = (stored: readonly StoredView[], current: readonly Projector[]): readonly View[] =>
  current
    .filter((projector) => {
      const found = stored.find(({ view }) => view.key === projector.view.key);
      return found?.isFilled !== true || isReshaped(projector, found);
    })
    .map(({ view }) => view);

/** Whether another release stored this version of the view with other indexes, so that its documents are not this release's. */
const isReshaped = ({ view, documents }: Projector, stored: StoredView): boolean =>
  view.key === stored.view.key &&
  documents.some(({ collection }) => {
    const indexes = stored.indexes?.get(collection.name);
    return indexes !== undefined && indexes.join(' ') !== indexNames(collection).join(' ');
  });

/** Marks the views that this process follows every few seconds, and removes those that no running release follows. */
export class ViewUpkeep {
  #unfilled: readonly View[];
  /** Keys of views of this release that were stored with other indexes when storage was last asked. */
  #reshaped: ReadonlySet<string> = new Set();
  #cancel: Cancel | null = null;
  #round: Promise<void> = Promise.resolve();

  constructor(private readonly options: ViewUpkeepOptions) {
    this.#unfilled = options.current.map(({ view }) => view);
  }

  /**
   * Views of this release that were not filled, with its indexes, when storage was last asked. A service is not ready
   * until there are none.
   */
  get unfilled(): readonly View[] {
    return this.#unfilled;
  }

  start(): void {
    this.#begin();
    this.#cancel = this.options.scheduler.repeat(ROUND_MS, () => this.#begin());
  }

  async stop(): Promise<void> {
    this.#cancel?.();
    await this.#round;
  }

  #begin(): void {
    this.#round = this.#round
      .then(() => this.#run())
      .catch((error: unknown) =>
        logFailure(this.options.logger, 'warn', { err: error }, 'the views could not be looked after'),
      );
  }

  async #run(): Promise<void> {
    const { readModels, current, followed, retentionMs, logger } = this.options;
    const stored = await readModels.views();
    this.#unfilled = unfilledOf(stored, current);
    this.#reportReshaped(stored);
    const now = this.options.now();
    const { marked, removed } = planUpkeep(stored, { current, followed: followed(), now, retentionMs });
    if (marked.length > 0) await readModels.markFollowed(marked, now);
    for (const view of removed) {
      await readModels.remove(view);
      logger.info({ view: view.key }, 'removed a view that no running release follows');
    }
  }

  #reportReshaped(stored: readonly StoredView[]): void {
    const { current, logger } = this.options;
    const reshaped = current.filter((projector) => stored.some((one) => isReshaped(projector, one)));
    for (const { view } of reshaped) {
      if (this.#reshaped.has(view.key)) continue;
      logger.error(
        { view: view.key },
        "a view is stored with other indexes than this release's: a changed index needs a higher version of its view",
      );
    }
    this.#reshaped = new Set(reshaped.map(({ view }) => view.key));
  }
}
