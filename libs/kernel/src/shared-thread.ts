import type { Scheduler } from './ports/scheduler.js';

/** Does the next piece of a computation, of about a millisecond at most. Returns true once there is no more to do. */
export type Step = () => boolean;

/** How long steps may follow each other before everything else in the process has its turn. */
const TURN_MS = 5;

/**
 * Runs long computations in small steps, so that they do not hold up the rest of the process. Computations take turns,
 * step by step: a short one never waits for a long one to end.
 */
export class SharedThread {
  readonly #steps: Step[] = [];
  #isRunning = false;

  constructor(private readonly scheduler: Pick<Scheduler, 'now' | 'wait'>) {}

  /** Calls `step` until it returns true. Rejects with what it throws. */
  run(step: Step): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#steps.push(() => {
        try {
          const isDone = step();
          if (isDone) resolve();
          return isDone;
        } catch (error) {
          reject(error);
          return true;
        }
      });
      if (!this.#isRunning) void this.#takeTurns();
    });
  }

  async #takeTurns(): Promise<void> {
    this.#isRunning = true;
    let began = this.scheduler.now();
    for (let step = this.#steps.shift(); step !== undefined; step = this.#steps.shift()) {
      if (!step()) this.#steps.push(step);
      if (this.scheduler.now() - began < TURN_MS) continue;
      await this.scheduler.wait(0);
      began = this.scheduler.now();
    }
    this.#isRunning = false;
  }
}
