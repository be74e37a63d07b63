import { LeasedRunner } from '@bookonce/kernel/leased-runner';
import type { Leases } from '@bookonce/kernel/ports/leases';
import { FollowingTurn, type FollowingTurnOptions } from './following-turn.js';

export interface LeasedFollowersOptions extends FollowingTurnOptions {
  readonly service: string;
  readonly leases: Leases;
}

/** How long the other instances wait for one that died. */
const LEASE_MS = 6_000;

/**
 * Of all instances of a service one follows history: keeps the views, publishes, fires timers. Which one, nobody
 * decides; when it dies, another one does. Views are fenced and everything else is idempotent, so two that overlap
 * for a moment do no harm.
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

  /** What was published is gone: who follows history begins again. */
  restart(): void {
    if (this.#leased.isRunning) this.#turn?.restart();
  }

  stop(): Promise<void> {
    return this.#leased.stop();
  }

  /** Parts of this instance that are held up, by name; none where another instance follows history. */
  interrupted(): readonly string[] {
    return this.#leased.isRunning ? (this.#turn?.interrupted() ?? []) : [];
  }
}
