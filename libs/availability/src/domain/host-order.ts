import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import type { CalendarState } from './calendar-state.js';
import { occupiedBetween, occupiedBy } from './occupied-slots.js';
import { DAY_MS } from './slots/day-number.js';

export interface Candidate {
  readonly hostId: string;
  readonly calendar: CalendarState;
  /** Decides between equally busy hosts. The same for every delivery of one attempt. */
  readonly tieBreaker: string;
}

const HALF_WEEK_MS = 3.5 * DAY_MS;

/**
 * Returns the order in which the hosts of a round robin are asked for a slot: first the host that already holds it for this
 * booking, so that a second delivery meets the same host, then the host with the fewest slots in the week around the start.
 */
export const inRoundRobinOrder = (
  candidates: readonly Candidate[],
  bookingId: string,
  start: Instant,
): readonly string[] => {
  const at = epochMsOf(start);
  return candidates
    .map(({ hostId, calendar: { occupied }, tieBreaker }) => ({
      hostId,
      tieBreaker,
      keepsIt: occupiedBy(occupied, bookingId, at) !== undefined,
      load: Number.isNaN(at) ? 0 : occupiedBetween(occupied, at - HALF_WEEK_MS, at + HALF_WEEK_MS).length,
    }))
    .sort((a, b) => Number(b.keepsIt) - Number(a.keepsIt) || a.load - b.load || (a.tieBreaker < b.tieBreaker ? -1 : 1))
    .map(({ hostId }) => hostId);
};
