import type { Instant } from './json.js';
import type { Position } from './ports/event-store.js';

/** How far a follower of history has come. */
export interface FollowerProgress {
  readonly name: string;
  /** All events up to here are handled; null before the first. */
  readonly position: Position | null;
  /**
   * The time of the oldest event in flight, or else of the last one that it has handled: all earlier events are
   * handled. Null before the first.
   */
  readonly eventTime: Instant | null;
}
