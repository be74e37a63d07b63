import type { Clock } from '@bookonce/kernel/ports/clock';
import type { Scheduler } from './scheduler.js';

/** The clock of one process: it may be wrong, and it may jump (I20). */
export class SimulatedClock implements Clock {
  /** How far it is ahead of true time, in ms. */
  offsetMs = 0;

  constructor(private readonly scheduler: Scheduler) {}

  now(): number {
    return this.scheduler.now + this.offsetMs;
  }

  at(epochMs: number, wake: () => void): () => void {
    const step = this.scheduler.submit('clock', wake, epochMs - this.now());
    return () => {
      step.cancelled = true;
    };
  }
}
