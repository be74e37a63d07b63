import type { EventPlace, Position } from './event-store.js';

/**
 * Checkpoints of followers that have effects in the world. Unlike a view's checkpoint, losing one would repeat the
 * effects of all of history (I14), so they are as durable as history. Every method rejects when the server is lost.
 */
export interface Checkpoints {
  /** Returns the position up to which everything is handled; null before the first {@link save}. */
  load(name: string): Promise<Position | null>;
  /**
   * Returns the last event that was handled when the checkpoint was saved; null if it was saved without one, as earlier
   * releases did.
   */
  handled(name: string): Promise<EventPlace | null>;
  /** Overwrites the checkpoint, whatever it was, together with the last event handled. */
  save(name: string, position: Position, handled?: EventPlace | null): Promise<void>;
  /** Removes the checkpoint, so that the follower starts from the beginning. Its effects must be idempotent. */
  forget(name: string): Promise<void>;
}
