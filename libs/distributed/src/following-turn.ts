import type { FollowerProgress } from '@bookonce/kernel/follower-progress';
import type { Runner } from '@bookonce/kernel/leased-runner';
import type { DocumentWrite } from '@bookonce/kernel/ports/read-models';
import type { HistoryFollowers } from '@bookonce/hosting/history-followers';

export interface FollowingTurnOptions {
  readonly make: () => HistoryFollowers;
  /** Resolves when publishing may begin. Retries by itself until it does, or until the turn ends. */
  readonly prepare: (signal: AbortSignal) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

/** The time during which this instance publishes a service's events and fires its timers. */
export class FollowingTurn implements Runner {
  readonly #ended = new AbortController();
  #followers: HistoryFollowers | null = null;
  #steps = Promise.resolve();

  constructor(private readonly options: FollowingTurnOptions) {}

  start(): void {
    this.#then(() => this.#begin());
  }

  /** Starts over, as at the beginning of a turn. */
  restart(): void {
    this.#then(async () => {
      await this.#followers?.stop();
      this.#followers = null;
      await this.#begin();
    });
  }

  async stop(): Promise<void> {
    this.#ended.abort(new Error('the turn is over'));
    await this.#steps;
    await this.#followers?.stop();
    this.#followers = null;
  }

  /** Fires timers that these writes have set, as soon as they are due. */
  poke(writes: readonly DocumentWrite[]): void {
    this.#followers?.poke(writes);
  }

  /** Names of the parts that cannot proceed at the moment. */
  interrupted(): readonly string[] {
    return this.#followers?.interrupted() ?? [];
  }

  publisherProgress(): readonly FollowerProgress[] {
    return this.#followers?.publisherProgress() ?? [];
  }

  async #begin(): Promise<void> {
    const { signal } = this.#ended;
    if (signal.aborted) return;
    const followers = this.options.make();
    this.#followers = followers;
    await this.options.prepare(signal);
    followers.startEffects();
  }

  #then(step: () => Promise<void>): void {
    this.#steps = this.#steps.then(step).catch((error: unknown) => {
      if (!this.#ended.signal.aborted) this.options.onFailure(error);
    });
  }
}
