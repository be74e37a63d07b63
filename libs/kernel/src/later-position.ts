import type { Position } from './ports/event-store.js';

/** Returns the later of two positions in the store; null counts as the earliest. */
export const laterPosition = (one: Position | null, other: Position | null): Position | null =>
  one === null || (other !== null && one < other) ? other : one;
