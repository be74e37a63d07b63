import type { Position } from '@bookonce/kernel/ports/event-store';

/** The later of two places in the store; positions compare as text. */
export const latestPosition = (a: Position | null, b: Position | null): Position | null =>
  a === null || (b !== null && a < b) ? b : a;
