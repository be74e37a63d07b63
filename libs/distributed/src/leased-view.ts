import { STILL_FOLLOWED_MS } from '@bookonce/hosting/view-upkeep';
import type { FollowerProgress } from '@bookonce/kernel/follower-progress';
import { LeasedRunner } from '@bookonce/kernel/leased-runner';
import { HISTORY_CHECKED_EVERY_MS } from '@bookonce/kernel/lost-history';
import type { Leases } from '@bookonce/kernel/ports/leases';
import { type DocumentWrite, ReshapedViewError, type View } from '@bookonce/kernel/ports/read-models';
import { ProjectionRunner } from '@bookonce/kernel/projection-runner';
import type { Projector } from '@bookonce/kernel/projector';
import { logFailure } from '@bookonce/platform/log-failure';
import type { Ports } from '@bookonce/platform/ports.module';
import type { Logger } from 'pino';

export interface LeasedViewOptions {
  readonly projector: Projector;
  readonly leases: Leases;
  readonly ports: Pick<Ports, 'eventStore' | 'readModels' | 'acknowledgedPositions' | 'scheduler'>;
  /** Epoch milliseconds, in real time. */
  readonly now: () => number;
  readonly onCommitted: (writes: readonly DocumentWrite[]) => void;
  readonly logger: Pick<Logger, 'error' | 'warn' | 'debug'>;
}

/** How long the other instances wait for one that died. */
const LEASE_MS = 6_000;
/** Redis may lose its data while no event is stored. */
const CHECKED_EVERY_MS = 2_000;
/** A commit costs more than an event in it. */
const PACE_MS = 6;
/** Longer than a view counts as followed, so that the next turn finds out whether anybody took the lease. */
const LEFT_TO_OTHERS_MS = STILL_FOLLOWED_MS + 5_000;

/**
 * Keeps one view while this instance holds its lease.
 *
 * If another release stored the view's version with other indexes, its documents cannot be continued. The lease then
 * goes to the other release, and this instance is not ready. Once nobody follows the stored documents any more, they are
 * removed and the view is filled anew: two running releases never wipe each other's.
 */
export class LeasedView {
  readonly #leased: LeasedRunner;
  readonly #stopping = new AbortController();
  #projection: ProjectionRunner | null = null;
  #isReshaped = false;
  #yielding: Promise<void> | null = null;

  constructor(private readonly options: LeasedViewOptions) {
    this.#leased = new LeasedRunner({
      leases: options.leases,
      name: `view:${this.view.key}`,
      ttlMs: LEASE_MS,
      make: () => (this.#projection = this.#makeProjection()),
    });
  }

  get view(): View {
    return this.options.projector.view;
  }

  /** Whether this instance is the one that keeps the view. */
  get isFollowed(): boolean {
    return this.#leased.isRunning;
  }

  /** Whether this instance should keep the view current, and cannot. */
  get isInterrupted(): boolean {
    const { lastError } = this.#projection?.status ?? { lastError: null };
    return this.#isReshaped || (this.isFollowed && lastError !== null);
  }

  /** Null if another instance keeps the view. */
  get progress(): FollowerProgress | null {
    return this.isFollowed ? (this.#projection?.progress ?? null) : null;
  }

  start(): void {
    this.#leased.start();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#yielding;
    await this.#leased.stop();
  }

  #makeProjection(): ProjectionRunner {
    const { projector, ports, onCommitted, logger } = this.options;
    return new ProjectionRunner({
      projector,
      store: ports.eventStore,
      readModels: ports.readModels,
      acknowledgedPositions: ports.acknowledgedPositions,
      scheduler: ports.scheduler,
      paceMs: PACE_MS,
      checkEveryMs: CHECKED_EVERY_MS,
      historyCheckedEveryMs: HISTORY_CHECKED_EVERY_MS,
      onLost: (error) => logger.warn(`view ${projector.view.key} is filled anew: ${error.message}`),
      onCommitted: (_position, writes) => onCommitted(writes),
      onError: (error, retryInMs) => {
        if (error instanceof ReshapedViewError) this.#yield(error);
        else this.#log(error, retryInMs);
      },
    });
  }

  #log(err: unknown, retryInMs: number): void {
    const details = { err, name: this.view.key, retryInMs };
    logFailure(this.options.logger, 'error', details, 'following history was interrupted');
  }

  #yield(error: ReshapedViewError): void {
    this.#isReshaped = true;
    this.#yielding ??= this.#fillOrYield(error)
      .catch((failure: unknown) => this.#log(failure, 0))
      .finally(() => (this.#yielding = null));
  }

  async #fillOrYield({ message }: ReshapedViewError): Promise<void> {
    const { ports, logger } = this.options;
    if (await this.#isAbandoned()) {
      logger.warn(`${message}. No running release follows the stored documents: the view is filled anew`);
      await ports.readModels.remove(this.view);
      this.#isReshaped = false;
      return;
    }
    logger.error(`${message}. The stored documents stay as they are while another release may follow them`);
    await this.#leased.stop();
    const { signal } = this.#stopping;
    await ports.scheduler.wait(LEFT_TO_OTHERS_MS, signal);
    if (signal.aborted) return;
    // The instance that holds the lease by then may have filled the view with the indexes of this release.
    this.#isReshaped = false;
    this.#leased.start();
  }

  /** This instance holds the lease, so others marked the view before its turn if at all. */
  async #isAbandoned(): Promise<boolean> {
    const { ports, now } = this.options;
    const stored = (await ports.readModels.views()).find(({ view }) => view.key === this.view.key);
    if (stored === undefined) return false;
    if (stored.followedAt !== null) return stored.followedAt <= now() - STILL_FOLLOWED_MS;
    await ports.readModels.markFollowed([this.view], now());
    return false;
  }
}
