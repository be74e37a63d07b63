import type { SlotRefusal } from '@bookonce/contracts/commands/availability';
import type { SlotRules } from '@bookonce/contracts/values/meeting-type';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import { unreachable } from '@bookonce/kernel/result';
import { type CalendarState, hostTimeAround } from './calendar-state.js';
import { MINUTE_MS } from './slots/day-number.js';
import { type Grid, HostSlots, type OfferRules } from './slots/host-slots.js';

export interface Slot {
  readonly bookingId: string;
  readonly start: Instant;
  readonly end: Instant;
}

/** The rules and the time that a start is judged by. */
export interface Judgement {
  readonly rules: OfferRules;
  readonly grid: Grid;
  readonly now: Instant;
}

/** Why this host cannot take the slot, by what `state` says is occupied; null if the host can. */
export const refusalOf = (
  { start, end, rules, grid, now }: Slot & Judgement,
  meetingTypeId: string,
  state: CalendarState,
): SlotRefusal | null => {
  const startMs = epochMsOf(start);
  if (epochMsOf(end) !== startMs + rules.durationMinutes * MINUTE_MS) return { kind: 'slotNotOffered' };
  const host = new HostSlots(hostTimeAround(state, startMs), { meetingTypeId, rules, now: epochMsOf(now) });
  const classified = host.classify(startMs, grid);
  switch (classified) {
    case 'offered':
      return null;
    case 'taken':
      return { kind: 'slotTaken' };
    case 'notOffered':
      return { kind: 'slotNotOffered' };
    default:
      return unreachable(classified);
  }
};

export const buffersOf = ({ bufferBeforeMinutes, bufferAfterMinutes }: SlotRules) => ({
  bufferBeforeMinutes,
  bufferAfterMinutes,
});
