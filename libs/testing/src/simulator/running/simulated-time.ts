import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Cancel, Scheduler } from '@bookonce/kernel/ports/scheduler';
import type { Life } from './simulated-process.js';
import type { StepQueue } from './step-queue.js';

interface Sleeper {
  readonly epochMs: number;
  readonly wake: () => void;
  cancel: () => void;
}

/** The clock of one process: it may be wrong, and it may jump (I20). */
export class SimulatedClock implements Clock {
  #offsetMs = 0;
  readonly #sleepers = new Set<Sleeper>();

  constructor(private readonly steps: StepQueue) {}

  now(): number {
    return this.steps.now + this.#offsetMs;
  }

  at(epochMs: number, wake: () => void): () => void {
    const sleeper: Sleeper = { epochMs, wake, cancel: () => undefined };
    this.#sleepers.add(sleeper);
    this.#arm(sleeper);
    return () => this.#forget(sleeper);
  }

  /** Makes the clock wrong by this much, in ms. It is ahead of true time if the offset is positive. */
  setOffset(offsetMs: number): void {
    this.#offsetMs = offsetMs;
    for (const sleeper of this.#sleepers) {
      sleeper.cancel();
      this.#arm(sleeper);
    }
  }

  /** The process crashed: none of its callbacks are called any more. */
  forgetAll(): void {
    for (const sleeper of this.#sleepers) this.#forget(sleeper);
  }

  #arm(sleeper: Sleeper): void {
    const wake = (): void => {
      this.#sleepers.delete(sleeper);
      sleeper.wake();
    };
    const step = this.steps.submit('clock', wake, sleeper.epochMs - this.now());
    sleeper.cancel = () => {
      step.cancelled = true;
    };
  }

  #forget(sleeper: Sleeper): void {
    sleeper.cancel();
    this.#sleepers.delete(sleeper);
  }
}

/** The scheduler of one process: each wait is a step of the run, and none ends after the process crashed. */
export class SimulatedScheduler implements Scheduler {
  constructor(private readonly life: Life) {}

  now(): number {
    return this.life.now;
  }

  wait(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const end = (): void => {
        cancel();
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const cancel = this.life.later(`waited ${ms} ms`, end, ms);
      signal?.addEventListener('abort', end);
    });
  }

  repeat(ms: number, run: () => void): Cancel {
    let cancel: Cancel;
    const arm = (): void => {
      cancel = this.deadline(ms, () => {
        arm();
        run();
      });
    };
    arm();
    return () => cancel();
  }

  deadline(ms: number, expire: () => void): Cancel {
    return this.life.later(`${ms} ms are over`, expire, ms);
  }
}
