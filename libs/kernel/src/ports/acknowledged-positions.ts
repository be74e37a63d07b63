import type { Position } from './event-store.js';

/**
 * Positions of writes that were acknowledged to a caller although a view did not show them yet: how far the view must
 * have come before it can be believed. All gateways share them, so that a client which has seen "used" at one of them
 * never sees "open" at another (I9). Losing them loses no fact.
 */
export interface AcknowledgedPositions {
  /** Raises the positions of these views, by name. A lower position than the known one changes nothing. */
  raise(viewNames: readonly string[], position: Position): Promise<void>;
  /** Returns the positions of these views, in their order; null for one without any. */
  of(viewNames: readonly string[]): Promise<readonly (Position | null)[]>;
  /** Forgets the positions of these views. Called when history has lost events, before the views are filled anew. */
  forget(viewNames: readonly string[]): Promise<void>;
}
