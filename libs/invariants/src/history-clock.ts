import { epochMsOf } from '@bookonce/kernel/json';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';

/** The times of a history, if more is known than the events' own times. */
export interface Timing {
  /** Returns the time at which an event was stored, in epoch ms. */
  readonly storedAt: (event: StoredEvent) => number;
  /** The time at which faults stopped, in epoch ms. Delays before it are excused. */
  readonly calmAt: number;
}

/** Of a longer pause without events only this much counts: the installation may have been down, or its clock set. */
const COUNTED_PAUSE_MS = 30_000;

/** The time of the newest event, and the part of the history's length in which the installation was at work, in ms. */
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

  /** Advances to an event. Returns the time at which it was stored. */
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
   * Returns how long ago `dueAt` was, in ms; negative if it is still to come. `since` is an earlier reading: pauses after it
   * do not count.
   */
  overdueMs(dueAt: number, since: Reading): number {
    const due = Math.max(dueAt, this.calmAt);
    const { time, active } = this.now;
    return Math.min(time - due, active - since.active - (due - since.time));
  }
}
