import { atMost } from '@bookonce/kernel/at-most';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';

/** Longer than any reply takes that still comes: work that takes longer hangs. */
export const LONGEST_TURN_MS = 15_000;

/** Lets work with the same key take turns, in the order of arrival. Work with other keys runs concurrently. */
export class Turns {
  /** The end of the last turn of each key. */
  readonly #last = new Map<string, Promise<void>>();

  constructor(private readonly scheduler: Pick<Scheduler, 'deadline'>) {}

  /**
   * Settles as the work does. A turn ends with its work, also if that fails, and after 15 s at the latest, so that work
   * that hangs does not block the rest for ever. Without anybody before it, the work begins at once, and `hasWaited` is
   * false.
   */
  take(key: string, work: (hasWaited: boolean) => Promise<void>): Promise<void> {
    const before = this.#last.get(key);
    const turn = Promise.withResolvers<void>();
    const begin = (): Promise<void> => {
      const working = work(before !== undefined);
      void atMost(this.scheduler, LONGEST_TURN_MS, working).then(() => {
        if (this.#last.get(key) === turn.promise) this.#last.delete(key);
        turn.resolve();
      });
      return working;
    };
    this.#last.set(key, turn.promise);
    return before === undefined ? begin() : before.then(begin);
  }
}
