import type { Lease, Leases } from './ports/leases.js';

export interface Runner {
  start(): void;
  /** Resolves when nothing is in hand any more. */
  stop(): Promise<void>;
}

export interface LeasedRunnerOptions {
  readonly leases: Leases;
  /** Instances that share it take turns. */
  readonly name: string;
  /** How long another instance waits for one that died. */
  readonly ttlMs: number;
  /** A new one for each turn. */
  readonly make: () => Runner;
}

/** Runs while this instance holds the lease. One turn ends before the next begins, and before the lease is given back. */
export class LeasedRunner implements Runner {
  #lease: Lease | null = null;
  #runner: Runner | null = null;
  #turns = Promise.resolve();

  constructor(private readonly options: LeasedRunnerOptions) {}

  /** True while this instance is the one that runs. */
  get isRunning(): boolean {
    return this.#runner !== null;
  }

  start(): void {
    const { leases, name, ttlMs } = this.options;
    this.#lease ??= leases.hold(name, ttlMs, {
      onGranted: () => this.#then(() => this.#begin()),
      onLost: () => this.#then(() => this.#end()),
    });
  }

  async stop(): Promise<void> {
    const lease = this.#lease;
    this.#lease = null;
    this.#then(() => this.#end());
    await this.#turns;
    await lease?.stop();
    // It may have been granted meanwhile.
    await this.#turns;
  }

  #then(step: () => void | Promise<void>): void {
    this.#turns = this.#turns.then(step);
  }

  #begin(): void {
    // Waiting for the end of the last turn may have taken all of this one.
    if (this.#lease?.isHeld !== true) return;
    this.#runner = this.options.make();
    this.#runner.start();
  }

  async #end(): Promise<void> {
    const runner = this.#runner;
    await runner?.stop();
    this.#runner = null;
  }
}
