import { Life } from '../running/life.js';
import type { Scheduler } from '../running/scheduler.js';
import { SimulatedClock } from '../running/simulated-clock.js';

/** Something that runs by itself, can crash between any two of its steps, and is started again. */
export class SimulatedProcess<Running = unknown> {
  readonly clock: SimulatedClock;
  #current: { readonly life: Life; readonly running: Running } | null = null;

  constructor(
    readonly name: string,
    private readonly scheduler: Scheduler,
    /** Makes everything anew: nothing of an earlier life is there. */
    private readonly boot: (life: Life, clock: SimulatedClock) => Running,
  ) {
    this.clock = new SimulatedClock(scheduler);
  }

  /** Null while it is down. */
  get current(): { readonly life: Life; readonly running: Running } | null {
    return this.#current;
  }

  start(): void {
    if (this.#current !== null) return;
    const life = new Life(this.name, this.scheduler);
    this.#current = { life, running: this.boot(life, this.clock) };
  }

  crash(): void {
    this.#current?.life.end();
    this.#current = null;
  }
}
