import type { SlotRefusal } from '@bookonce/contracts/commands/availability';
import type { SlotRules } from '@bookonce/contracts/values/meeting-type';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import { unreachable } from '@bookonce/kernel/result';
import { type CalendarState, hostTimeAround, hostTimeFor, isForgotten } from './calendar-state.js';
import type { OccupiedSlot } from './occupied-slots.js';
import { DAY_MS, MINUTE_MS } from './slots/day-number.js';
import { type Grid, HostSlots, isClear, type OfferRules } from './slots/host-slots.js';

export interface Slot {
  readonly bookingId: string;
  readonly start: Instant;
  readonly end: Instant;
}

/** The time that a booking keeps free around it. */
export type Buffers = Pick<SlotRules, 'bufferBeforeMinutes' | 'bufferAfterMinutes'>;

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
  const hasItsLength = epochMsOf(end) === startMs + rules.durationMinutes * MINUTE_MS;
  if (!hasItsLength || isForgotten(state, startMs)) return { kind: 'slotNotOffered' };
  const host = new HostSlots(hostTimeFor(state, startMs, rules), { meetingTypeId, rules, now: epochMsOf(now) });
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

/**
 * Why a host cannot move a meeting of their own to this time; null if they can. Hours, time off, notice, window, slot
 * grid and the limit of a day tell others when to book, and do not bind the host. Bookings, buffers and busy times do (I5).
 */
export const refusalOfHostsChoice = (
  { start, end, rules, now }: Slot & Judgement,
  state: CalendarState,
): SlotRefusal | null => {
  const startMs = epochMsOf(start);
  if (!(startMs > epochMsOf(now)) || isForgotten(state, startMs)) return { kind: 'slotNotOffered' };
  const from = startMs - rules.bufferBeforeMinutes * MINUTE_MS;
  const to = epochMsOf(end) + rules.bufferAfterMinutes * MINUTE_MS;
  return isClear(hostTimeAround(state, startMs), from, to) ? null : { kind: 'slotTaken' };
};

const LONGEST_MS = DAY_MS;

/**
 * Why a slot cannot end at `end` instead; null if it can. Only what is added to it, with its own buffer, is judged, and
 * only by what `state` says is occupied or busy (I5): a host may make a meeting shorter, or longer beyond the hours.
 */
export const refusalOfEnd = (slot: OccupiedSlot, end: Instant, state: CalendarState): SlotRefusal | null => {
  const endMs = epochMsOf(end);
  const isPossible = endMs > slot.start && endMs <= slot.start + LONGEST_MS;
  if (!isPossible) return { kind: 'slotNotOffered' };
  if (endMs <= slot.end) return null;
  const bufferMs = slot.bufferAfterMinutes * MINUTE_MS;
  const isFree = isClear(hostTimeAround(state, slot.start), slot.end + bufferMs, endMs + bufferMs);
  return isFree ? null : { kind: 'slotTaken' };
};

export const buffersOf = ({ bufferBeforeMinutes, bufferAfterMinutes }: Buffers): Buffers => ({
  bufferBeforeMinutes,
  bufferAfterMinutes,
});
