import { LeasedRunner } from '@bookonce/kernel/leased-runner';
import type { Leases } from '@bookonce/kernel/ports/leases';
import type { DocumentWrite } from '@bookonce/kernel/ports/read-models';
import { FollowingTurn, type FollowingTurnOptions } from './following-turn.js';

export interface LeasedFollowersOptions extends FollowingTurnOptions {
  readonly service: string;
  readonly leases: Leases;
}

/** How long the other instances wait for one that died. */
const LEASE_MS = 6_000;

/**
 * Publishes a service's events and fires its timers in the instance that holds the service's lease. Publishing is at
 * least once and timers are idempotent, so two holders that overlap for a moment do no harm.
 */
export class LeasedFollowers {
  readonly #leased: LeasedRunner;
  #turn: FollowingTurn | null = null;

  constructor({ service, leases, ...options }: LeasedFollowersOptions) {
    const make = (): FollowingTurn => {
      this.#turn = new FollowingTurn(options);
      return this.#turn;
    };
    this.#leased = new LeasedRunner({ leases, name: service, ttlMs: LEASE_MS, make });
  }

  start(): void {
    this.#leased.start();
  }

  /** Fires timers that these writes have set, as soon as they are due; a no-op if another instance fires them. */
  poke(writes: readonly DocumentWrite[]): void {
    if (this.#leased.isRunning) this.#turn?.poke(writes);
  }

  /** Starts over after topics were created: events that they have lost are published again. */
  restart(): void {
    if (this.#leased.isRunning) this.#turn?.restart();
  }

  stop(): Promise<void> {
    return this.#leased.stop();
  }

  /** Names of the parts of this instance that cannot proceed; none if another instance holds the lease. */
  interrupted(): readonly string[] {
    return this.#leased.isRunning ? (this.#turn?.interrupted() ?? []) : [];
  }
}
