import { Life } from '../running/life.js';
import type { StepQueue } from '../running/step-queue.js';
import { SimulatedClock } from '../running/simulated-clock.js';

export interface RunningProcess<Running> {
  readonly life: Life;
  readonly running: Running;
}

/** Something that runs by itself, can crash between any two of its steps, and is started again. */
export class SimulatedProcess<Running = unknown> {
  readonly clock: SimulatedClock;
  #current: RunningProcess<Running> | null = null;

  constructor(
    readonly name: string,
    private readonly steps: StepQueue,
    /** Makes everything anew: nothing of an earlier life is there. */
    private readonly boot: (life: Life, clock: SimulatedClock) => Running,
  ) {
    this.clock = new SimulatedClock(steps);
  }

  /** Null while it is down. */
  get current(): RunningProcess<Running> | null {
    return this.#current;
  }

  start(): void {
    if (this.#current !== null) return;
    const life = new Life(this.name, this.steps);
    this.#current = { life, running: this.boot(life, this.clock) };
  }

  crash(): void {
    this.#current?.life.end();
    this.clock.forgetAll();
    this.#current = null;
  }
}
