import type { Instant } from '../json.js';

/** Something that is to happen at a time. Timers derive from history, so none is forgotten at a restart. */
export interface Timer {
  /** `<kind>/<subject>`, e.g. `expire-link/lnk_…`: a second one of the same id replaces the first. */
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly workspaceId: string;
  readonly dueAt: Instant;
}

/**
 * Durable timers. A timer is set and cleared by the projection of history (at least once, idempotent); it
 * fires until what it fires has become history and so removed it. A handler must therefore be idempotent.
 */
export interface Timers {
  /** Timers due at `now` or before, earliest first. */
  due(now: Instant, limit: number): Promise<readonly Timer[]>;
  /** When the earliest timer is due; null when there is none. */
  nextDueAt(): Promise<Instant | null>;
}
