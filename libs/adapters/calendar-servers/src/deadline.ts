import type { Scheduler } from '@bookonce/kernel/ports/scheduler';

/** The moment by which a call that sends several requests must have ended. */
export class Deadline {
  readonly #at: number;

  constructor(
    private readonly scheduler: Pick<Scheduler, 'now'>,
    withinMs: number,
  ) {
    this.#at = scheduler.now() + withinMs;
  }

  /** Milliseconds; 0 once it has passed. */
  get remainingMs(): number {
    return Math.max(0, this.#at - this.scheduler.now());
  }
}
