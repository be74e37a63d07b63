import { instantOf, type Instant } from '@bookonce/kernel/json';

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Spreads calendars that become due at the same time: up to a tenth of the interval is added. */
const JITTER = 0.1;
/** A calendar is read at least so often, however long it has failed. */
const LONGEST_PAUSE_MS = 30 * MINUTE_MS;
/** The host is mailed about failures that have lasted so long. */
export const REPORTED_AFTER_MS = 60 * MINUTE_MS;
/** Longer pauses are not granted to a server, which could otherwise switch its calendar off. */
const LONGEST_ASKED_MS = 6 * 60 * MINUTE_MS;

export interface EndedRead {
  /** When it ended, in epoch ms. */
  readonly endedAt: number;
  /** Failed reads in a row, this one included. */
  readonly failures: number;
  /** The pause that the server asks for, in ms. */
  readonly askedForMs?: number;
}

/**
 * Returns when to read a calendar next, in epoch ms. Each failure in a row doubles the pause. `random` is in [0, 1), and
 * only adds.
 */
export const nextReadAt = (
  { endedAt, failures, askedForMs = 0 }: EndedRead,
  intervalMs: number,
  random: number,
): number => {
  const doubled = Math.min(intervalMs * 2 ** Math.max(0, failures - 1), LONGEST_PAUSE_MS);
  const pause = Math.max(intervalMs, doubled, Math.min(askedForMs, LONGEST_ASKED_MS));
  return endedAt + pause + Math.floor(random * JITTER * intervalMs);
};

/** The times within which events count, half-open. They move once a day, at midnight UTC. */
export interface Horizon {
  readonly from: Instant;
  readonly to: Instant;
}

/** Returns the horizon at `now`, in epoch ms: from yesterday on, and `days` ahead at least. */
export const horizonAt = (now: number, days: number): Horizon => {
  const today = Math.floor(now / DAY_MS) * DAY_MS;
  return { from: instantOf(today - DAY_MS), to: instantOf(today + (days + 1) * DAY_MS) };
};
