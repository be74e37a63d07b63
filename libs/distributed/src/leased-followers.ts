import { retryUntilAborted } from '@bookonce/kernel/back-off';
import type { FollowerProgress } from '@bookonce/kernel/follower-progress';
import { LeasedRunner } from '@bookonce/kernel/leased-runner';
import type { Leases } from '@bookonce/kernel/ports/leases';
import type { DocumentWrite, ReadModels, View } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { FollowingTurn, type FollowingTurnOptions } from './following-turn.js';

export interface LeasedFollowersOptions extends FollowingTurnOptions {
  readonly service: string;
  readonly leases: Leases;
  /** The service's views at the versions of this release, which hold its timers. */
  readonly views: readonly View[];
  readonly readModels: Pick<ReadModels, 'isFilled'>;
  readonly scheduler: Pick<Scheduler, 'wait'>;
}

/** How long the other instances wait for one that died. */
const LEASE_MS = 6_000;
const FILLED_CHECKED_EVERY_MS = 250;
const RETRY = { firstMs: 250, longestMs: 5_000 };

/**
 * Publishes a service's events and fires its timers in the instance that holds the service's lease. Publishing is at
 * least once and timers are idempotent, so two holders that overlap for a moment do no harm.
 *
 * An instance requests the lease only once the service's views are filled: an unfilled view lacks timers, and the
 * instance of the previous release that holds the lease can fire them meanwhile. Publishing needs no view, but shares
 * the lease and so waits as well; filling needs no published event, so the two never wait for each other.
 */
export class LeasedFollowers {
  readonly #leased: LeasedRunner;
  readonly #stopping = new AbortController();
  #turn: FollowingTurn | null = null;
  #campaign: Promise<void> = Promise.resolve();

  constructor(private readonly options: LeasedFollowersOptions) {
    const { service, leases } = options;
    const make = (): FollowingTurn => {
      this.#turn = new FollowingTurn(options);
      return this.#turn;
    };
    this.#leased = new LeasedRunner({ leases, name: service, ttlMs: LEASE_MS, make });
  }

  start(): void {
    this.#campaign = this.#whenFilled(() => this.#leased.start());
  }

  /** Fires timers that these writes have set, as soon as they are due; a no-op if another instance fires them. */
  poke(writes: readonly DocumentWrite[]): void {
    if (this.#leased.isRunning) this.#turn?.poke(writes);
  }

  /** Starts over after topics were created: events that they have lost are published again. */
  restart(): void {
    if (this.#leased.isRunning) this.#turn?.restart();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#campaign;
    await this.#leased.stop();
  }

  /** Names of the parts of this instance that cannot proceed; none if another instance holds the lease. */
  interrupted(): readonly string[] {
    return this.#leased.isRunning ? (this.#turn?.interrupted() ?? []) : [];
  }

  /** The progress of the publishers; none if another instance holds the lease. */
  publisherProgress(): readonly FollowerProgress[] {
    return this.#leased.isRunning ? (this.#turn?.publisherProgress() ?? []) : [];
  }

  /** Runs `begin` once all views are filled, unless this is stopped before. Retries while storage is unavailable. */
  #whenFilled(begin: () => void): Promise<void> {
    const { scheduler, onFailure } = this.options;
    const { signal } = this.#stopping;
    return retryUntilAborted({
      attempt: async () => {
        while (!(await this.#areFilled())) {
          await scheduler.wait(FILLED_CHECKED_EVERY_MS, signal);
          if (signal.aborted) return;
        }
        if (!signal.aborted) begin();
      },
      policy: RETRY,
      scheduler,
      signal,
      onFailure,
    });
  }

  async #areFilled(): Promise<boolean> {
    const { views, readModels } = this.options;
    const filled = await Promise.all(views.map(async (view) => readModels.isFilled(view)));
    return filled.every(Boolean);
  }
}
