import { atMost } from '@bookonce/kernel/at-most';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';

/** Longer than any reply takes that still comes: work that takes longer hangs. */
export const LONGEST_TURN_MS = 15_000;

interface Turn {
  /** When the work began. Undefined for a turn that began at once: nobody could wait for that. */
  readonly begun: PromiseWithResolvers<void> | undefined;
  /** By the scheduler; meaningless before the work has begun. */
  beganAt: number;
  readonly ended: PromiseWithResolvers<void>;
}

/** Lets work with the same key take turns, in the order of arrival. Work with other keys runs concurrently. */
export class Turns {
  /** The last turn of each key. */
  readonly #last = new Map<string, Turn>();

  constructor(private readonly scheduler: Pick<Scheduler, 'now' | 'deadline'>) {}

  /**
   * Settles as the work does. A turn ends with its work, also if that fails, and after 15 s at the latest, so that work
   * that hangs does not block the rest for ever. Without anybody before it, the work begins at once, and `hasWaited` is
   * false.
   */
  async take(key: string, work: (hasWaited: boolean) => Promise<void>): Promise<void> {
    const before = this.#last.get(key);
    const begun = before === undefined ? undefined : Promise.withResolvers<void>();
    const turn: Turn = { begun, beganAt: 0, ended: Promise.withResolvers<void>() };
    this.#last.set(key, turn);
    if (before !== undefined) await this.#endOf(before);
    turn.beganAt = this.scheduler.now();
    begun?.resolve();
    try {
      await work(before !== undefined);
    } finally {
      if (this.#last.get(key) === turn) this.#last.delete(key);
      turn.ended.resolve();
    }
  }

  /** The time limit starts with a turn but is watched only by the one who waits for its end: most turns have nobody. */
  async #endOf(turn: Turn): Promise<void> {
    await turn.begun?.promise;
    const leftMs = turn.beganAt + LONGEST_TURN_MS - this.scheduler.now();
    if (leftMs > 0) await atMost(this.scheduler, leftMs, turn.ended.promise);
  }
}
