import type { Clock } from '@bookonce/kernel/ports/clock';

/** The longest delay that one Node timer can hold. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

export const systemClock: Clock = {
  now: () => Date.now(),
  at: (epochMs, wake) => {
    let timeout: NodeJS.Timeout;
    const arm = (): void => {
      const left = epochMs - Date.now();
      timeout = setTimeout(
        () => (Date.now() >= epochMs ? wake() : arm()),
        Math.min(Math.max(left, 0), LONGEST_TIMEOUT_MS),
      );
    };
    arm();
    return () => clearTimeout(timeout);
  },
};

interface Sleeper {
  readonly epochMs: number;
  readonly wake: () => void;
}

/** A clock that stands still until it is set. */
export class SettableClock implements Clock {
  readonly #sleepers = new Set<Sleeper>();

  constructor(private ms: number) {}

  now(): number {
    return this.ms;
  }

  at(epochMs: number, wake: () => void): () => void {
    const sleeper = { epochMs, wake };
    this.#sleepers.add(sleeper);
    if (epochMs <= this.ms) queueMicrotask(() => this.#wakeUp());
    return () => this.#sleepers.delete(sleeper);
  }

  /** Moves the clock and wakes due sleepers, earliest first. Throws if the time is in the past. */
  set(epochMs: number): void {
    if (epochMs < this.ms)
      throw new ClockBackwardsError(`The clock is at ${this.ms} and cannot go backwards to ${epochMs}.`);
    this.ms = epochMs;
    this.#wakeUp();
  }

  #wakeUp(): void {
    const due = [...this.#sleepers].filter((sleeper) => sleeper.epochMs <= this.ms);
    for (const sleeper of due.sort((a, b) => a.epochMs - b.epochMs)) {
      if (this.#sleepers.delete(sleeper)) sleeper.wake();
    }
  }
}

export class ClockBackwardsError extends Error {
  override readonly name = 'ClockBackwardsError';
}
