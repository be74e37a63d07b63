import type { Cancel } from '@bookonce/kernel/ports/scheduler';
import { SimulatedClock } from './simulated-time.js';
import type { StepQueue } from './step-queue.js';

/**
 * One run of a process, from its start to its crash. Nothing resolves for a dead process: its handlers stop where they
 * are, and its warm caches are lost.
 */
export class Life {
  #alive = true;
  #onDeath: (() => void)[] = [];

  constructor(
    readonly name: string,
    private readonly steps: StepQueue,
  ) {}

  get alive(): boolean {
    return this.#alive;
  }

  /** True time, in epoch milliseconds. */
  get now(): number {
    return this.steps.now;
  }

  end(): void {
    this.#alive = false;
    for (const died of this.#onDeath.splice(0)) died();
  }

  onDeath(died: () => void): void {
    this.#onDeath.push(died);
  }

  /** Makes a call for this process. Never resolves if it is dead: its last microtasks may run after the crash. */
  whileAlive<T>(call: () => Promise<T>): Promise<T> {
    return this.#alive ? call() : new Promise<never>(() => undefined);
  }

  /** Calls `run` after `delayMs`, unless this process is dead by then. */
  later(label: string, run: () => void, delayMs: number): Cancel {
    const step = this.steps.submit(
      `${this.name}: ${label}`,
      () => {
        if (this.#alive) run();
      },
      delayMs,
    );
    return () => {
      step.cancelled = true;
    };
  }

  /** Waits for a step of its own. Never resolves once this process is dead. */
  pause(label: string, delayMs = 0): Promise<void> {
    return new Promise((resolve) => {
      if (!this.#alive) return;
      this.steps.submit(
        `${this.name}: ${label}`,
        () => {
          if (this.#alive) resolve();
        },
        delayMs,
      );
    });
  }
}

export interface RunningProcess<Running> {
  readonly life: Life;
  readonly running: Running;
}

/** A process that can crash between any two of its steps and is started again. */
export class SimulatedProcess<Running = unknown> {
  readonly clock: SimulatedClock;
  #current: RunningProcess<Running> | null = null;

  constructor(
    readonly name: string,
    private readonly steps: StepQueue,
    /** Makes everything that runs in one life of the process. */
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
