import type { Instant } from '../json.js';

/** Something to do at a time. Timers are a projection of history, so a restart forgets none. */
export interface Timer {
  /** `<kind>/<subject>`, e.g. `expire-link/lnk_…`. A second timer with the same id replaces the first. */
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly workspaceId: string;
  readonly dueAt: Instant;
}

/**
 * Durable timers. Projections set and clear them. A timer fires until an event, usually one that its handler caused,
 * clears it, so handlers must be idempotent.
 */
export interface Timers {
  /** Returns at most `limit` timers that are due at `now` or before, earliest first. */
  due(now: Instant, limit: number): Promise<readonly Timer[]>;
  /** Returns when the earliest timer is due; null if there is none. */
  nextDueAt(): Promise<Instant | null>;
}
