import { atMost } from './at-most.js';
import { epochMsOf, instantOf, type Instant } from './json.js';
import type { Clock } from './ports/clock.js';
import type { Cancel, Scheduler } from './ports/scheduler.js';
import type { Timer, Timers } from './ports/timers.js';

export interface TimerRunnerOptions {
  readonly timers: Timers;
  readonly clock: Clock;
  readonly scheduler: Pick<Scheduler, 'now' | 'deadline'>;
  /** Must be idempotent: a timer fires until the event that follows from it removes it. */
  readonly handle: (timer: Timer) => Promise<void>;
  readonly onError: (error: unknown, timer: Timer | null) => void;
}

const PAGE = 100;
/** How long after it was handled a timer fires again if it is still there. */
const AGAIN_AFTER_MS = 5_000;
/** How long a round waits for its handlers: a handler that waits for a lost server must not delay all other timers. */
const LONGEST_WAIT_MS = 5_000;

/** Fires timers when they are due. It stores nothing: after a restart the same timers are due. */
export class TimerRunner {
  /** When a timer that fired may fire again (scheduler time), by id and due time; never while it is being handled. */
  readonly #fired = new Map<string, number>();
  readonly #handling = new Set<Promise<void>>();
  #cancelClock: Cancel | null = null;
  /** When the clock wakes this runner; null if it does not wait for the clock. */
  #waitsFor: Instant | null = null;
  #cancelRetry: Cancel | null = null;
  #round: Promise<number> | null = null;
  #again = false;
  #running = false;

  constructor(private readonly options: TimerRunnerOptions) {}

  start(): void {
    this.#running = true;
    this.poke();
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#disarm();
    await this.#round;
    await Promise.all(this.#handling);
  }

  /**
   * Looks for due timers, because timers may have changed. Give `dueAt` if one was set for that time: the runner then
   * ignores the call if it waits for an earlier timer anyway.
   */
  poke(dueAt?: Instant): void {
    if (!this.#running) return;
    if (dueAt !== undefined && this.#waitsFor !== null && this.#waitsFor <= dueAt) return;
    if (this.#round === null) void this.#fire();
    else this.#again = true;
  }

  /** Fires all timers that are due now. Resolves with their number when all are handled. */
  async fireDue(): Promise<number> {
    // A third round may have begun when this call resumes, and concurrent rounds would count each other's timers.
    while (this.#round !== null) await this.#round;
    const fired = await this.#fire();
    await Promise.all(this.#handling);
    return fired;
  }

  #fire(): Promise<number> {
    this.#disarm();
    this.#again = false;
    const round = this.#fireRound()
      .catch((error: unknown) => {
        this.options.onError(error, null);
        this.#retryLater();
        return 0;
      })
      .finally(() => {
        this.#round = null;
        if (this.#again) this.poke();
      });
    this.#round = round;
    return round;
  }

  async #fireRound(): Promise<number> {
    let fired = 0;
    for (;;) {
      const now = instantOf(this.options.clock.now());
      // Timers that wait for a retry must not hide the timers behind them.
      const limit = PAGE + this.#fired.size;
      const due = await this.options.timers.due(now, limit);
      const ready = due.filter((timer) => (this.#fired.get(keyOf(timer)) ?? 0) <= this.options.scheduler.now());
      this.#forget(due);
      if (ready.length > 0) {
        await atMost(this.options.scheduler, LONGEST_WAIT_MS, Promise.all(ready.map((timer) => this.#begin(timer))));
      }
      fired += ready.length;
      if (ready.length > 0 && due.length === limit && this.#running) continue;
      if (due.length > 0) this.#retryLater();
      await this.#armNext(now);
      return fired;
    }
  }

  #begin(timer: Timer): Promise<void> {
    this.#fired.set(keyOf(timer), Infinity);
    const handling = this.#handle(timer).finally(() => {
      this.#fired.set(keyOf(timer), this.options.scheduler.now() + AGAIN_AFTER_MS);
      this.#handling.delete(handling);
    });
    this.#handling.add(handling);
    return handling;
  }

  async #handle(timer: Timer): Promise<void> {
    try {
      await this.options.handle(timer);
    } catch (error) {
      this.options.onError(error, timer);
    }
  }

  async #armNext(now: string): Promise<void> {
    const next = await this.options.timers.nextDueAt();
    if (!this.#running || next === null || next <= now) return;
    this.#waitsFor = next;
    this.#cancelClock = this.options.clock.at(epochMsOf(next), () => this.poke());
  }

  #retryLater(): void {
    if (!this.#running || this.#cancelRetry !== null) return;
    this.#cancelRetry = this.options.scheduler.deadline(AGAIN_AFTER_MS, () => {
      this.#cancelRetry = null;
      this.poke();
    });
  }

  #disarm(): void {
    this.#cancelClock?.();
    this.#cancelClock = null;
    this.#waitsFor = null;
    this.#cancelRetry?.();
    this.#cancelRetry = null;
  }

  #forget(due: readonly Timer[]): void {
    const still = new Set(due.map(keyOf));
    for (const [key, again] of this.#fired) if (again !== Infinity && !still.has(key)) this.#fired.delete(key);
  }
}

const keyOf = (timer: Timer): string => `${timer.id}@${timer.dueAt}`;
