import type { Runner } from '@bookonce/kernel/leased-runner';
import type { HistoryFollowers } from '@bookonce/hosting/history-followers';

export interface FollowingTurnOptions {
  readonly make: () => HistoryFollowers;
  /** Resolves when publishing may begin; tried again by itself until it does, or the turn ends. */
  readonly prepare: (signal: AbortSignal) => Promise<void>;
  readonly onFailure: (error: unknown) => void;
}

/** The time during which this instance is the one that follows history. */
export class FollowingTurn implements Runner {
  readonly #ended = new AbortController();
  #followers: HistoryFollowers | null = null;
  #steps = Promise.resolve();

  constructor(private readonly options: FollowingTurnOptions) {}

  start(): void {
    this.#then(() => this.#begin());
  }

  /** Begins again, as at the start of a turn. */
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

  /** Parts that are held up, by name. */
  interrupted(): readonly string[] {
    return this.#followers?.interrupted() ?? [];
  }

  async #begin(): Promise<void> {
    const { signal } = this.#ended;
    if (signal.aborted) return;
    const followers = this.options.make();
    this.#followers = followers;
    followers.startViews();
    await this.options.prepare(signal);
    followers.startEffects();
  }

  #then(step: () => Promise<void>): void {
    this.#steps = this.#steps.then(step).catch((error: unknown) => {
      if (!this.#ended.signal.aborted) this.options.onFailure(error);
    });
  }
}
