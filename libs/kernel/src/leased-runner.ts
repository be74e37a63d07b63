import type { Lease, Leases } from './ports/leases.js';

export interface Runner {
  start(): void;
  /** Resolves when no work is in flight any more. */
  stop(): Promise<void>;
}

export interface LeasedRunnerOptions {
  readonly leases: Leases;
  /** Name of the lease. Instances that use the same name take turns. */
  readonly name: string;
  /** How long the other instances wait if the holder dies, in ms. */
  readonly ttlMs: number;
  /** Makes the runner of one turn. */
  readonly make: () => Runner;
}

/** Runs while this instance holds the lease. A turn ends before the next one begins, and before the lease is released. */
export class LeasedRunner implements Runner {
  #lease: Lease | null = null;
  #runner: Runner | null = null;
  #turns = Promise.resolve();

  constructor(private readonly options: LeasedRunnerOptions) {}

  /** Whether this instance is the one that runs. */
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
    // The lease may have been granted meanwhile.
    await this.#turns;
  }

  #then(step: () => void | Promise<void>): void {
    this.#turns = this.#turns.then(step);
  }

  #begin(): void {
    // The last turn may have taken so long to end that this one is over.
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
