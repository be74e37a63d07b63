import type { Scheduler } from './ports/scheduler.js';

interface Job {
  /** Does the next step; returns true if it was the last one. */
  readonly step: () => boolean;
}

/** How long steps may follow each other before everything else in the process has its turn. */
const TURN_MS = 5;

/**
 * Runs long computations in small steps, so that they do not hold up the rest of the process. Computations take turns,
 * step by step: a short one never waits for a long one to end.
 */
export class SharedThread {
  readonly #jobs: Job[] = [];
  #isRunning = false;

  constructor(private readonly scheduler: Pick<Scheduler, 'now' | 'wait'>) {}

  /** Runs `work` to its end. Each of its steps, up to a `yield`, should take about a millisecond at most. */
  run<Result>(work: Generator<unknown, Result>): Promise<Result> {
    return new Promise((resolve, reject) => {
      const step = (): boolean => {
        try {
          const { done, value } = work.next();
          if (done === true) resolve(value);
          return done === true;
        } catch (error) {
          reject(error);
          return true;
        }
      };
      this.#jobs.push({ step });
      if (!this.#isRunning) void this.#takeTurns();
    });
  }

  async #takeTurns(): Promise<void> {
    this.#isRunning = true;
    let began = this.scheduler.now();
    for (let job = this.#jobs.shift(); job !== undefined; job = this.#jobs.shift()) {
      if (!job.step()) this.#jobs.push(job);
      if (this.scheduler.now() - began < TURN_MS) continue;
      await this.scheduler.wait(0);
      began = this.scheduler.now();
    }
    this.#isRunning = false;
  }
}
