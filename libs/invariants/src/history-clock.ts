import { epochMsOf } from '@bookonce/kernel/json';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';

/** When things happened, where more is known than the events' own times. */
export interface Timing {
  /** When an event was stored, in epoch ms. */
  readonly storedAt: (event: StoredEvent) => number;
  /** From when on no fault excuses a delay any more, in epoch ms. */
  readonly calmAt: number;
}

/** How much of a pause in which nothing was stored counts: the installation may have been down, or its clock set. */
const COUNTED_PAUSE_MS = 30_000;

/** Two readings: the time of the newest event, and how much of it the installation was seen at work. */
export interface Reading {
  readonly time: number;
  readonly active: number;
}

/** The time in a history. It never goes back, although clocks do (I20). */
export class HistoryClock {
  readonly calmAt: number;
  readonly #storedAt: (event: StoredEvent) => number;
  readonly #countedPauseMs: number;
  #newest: number | null = null;
  #active = 0;

  constructor(timing: Timing | null) {
    this.calmAt = timing?.calmAt ?? -Infinity;
    this.#storedAt = timing?.storedAt ?? ((event) => epochMsOf(event.meta.time));
    this.#countedPauseMs = timing === null ? COUNTED_PAUSE_MS : Infinity;
  }

  /** Advances to an event. Returns when the event was stored. */
  advance(event: StoredEvent): number {
    const time = this.#storedAt(event);
    if (this.#newest === null) this.#newest = time;
    if (time > this.#newest) {
      this.#active += Math.min(time - this.#newest, this.#countedPauseMs);
      this.#newest = time;
    }
    return time;
  }

  get now(): Reading {
    return { time: this.#newest ?? 0, active: this.#active };
  }

  /**
   * Returns by how many ms `dueAt` is passed now, as of `since`, a reading from before: the less of by the clock and by
   * the time in which the installation was at work.
   */
  overdueMs(dueAt: number, since: Reading): number {
    const due = Math.max(dueAt, this.calmAt);
    const { time, active } = this.now;
    return Math.min(time - due, active - since.active - (due - since.time));
  }
}
