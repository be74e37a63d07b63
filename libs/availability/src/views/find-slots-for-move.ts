import type { Interval } from '@bookonce/contracts/values/instant';
import type { SlotOverrides } from '@bookonce/contracts/values/link-overrides';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import { offerRulesOf, rulesForLength } from '../domain/offer-rules.js';
import { DAY_MS } from '../domain/slots/day-number.js';
import type { MeetingTypeDocument } from './availability-documents.js';
import { findOffered, type FindSlotsDeps, type Window } from './find-slots.js';
import { withSlot, type FoundSlots } from './slot-page.js';

/** The parts of a booking that matter for rescheduling it. */
export interface MovingBooking extends Interval {
  readonly id: string;
  /** The hosts of the booking; rescheduling keeps them. */
  readonly hostIds: readonly string[];
  /** Those of its link. */
  readonly slotOverrides?: SlotOverrides | undefined;
}

/** Finds the slots that an attendee can reschedule a booking to, sorted, including its current one. */
export const findSlotsForMove = async (
  deps: FindSlotsDeps,
  type: MeetingTypeDocument,
  { id, hostIds, start, end, slotOverrides }: MovingBooking,
  window: Window,
): Promise<FoundSlots> => {
  const assignment = togetherOrAlone(hostIds);
  const rules = rulesForLength(offerRulesOf(type, slotOverrides), { start, end });
  const found = await findOffered(deps, { ...rules, hostIds, assignment }, window, id);
  return withSlot(found, { start, end }, window);
};

/**
 * Finds the slots within the usual hours that its hosts can reschedule a booking to, sorted, without its current start.
 * Only bookings, buffers and busy times bind them: no notice, no window, no limit of a day, and no times of a link. They
 * may also choose a time outside of these slots.
 */
export const findSlotsForHost = async (
  deps: FindSlotsDeps,
  type: MeetingTypeDocument,
  { id, hostIds, start, end }: MovingBooking,
  window: Window,
): Promise<FoundSlots> => {
  const now = deps.clock.now();
  const { maxPerDay: _limit, ...rules } = rulesForLength(type, { start, end });
  const days = Math.max(1, Math.ceil((epochMsOf(window.to) - now) / DAY_MS) + 2);
  const open = { ...rules, minimumNoticeMinutes: 0, bookingWindow: { type: 'rolling' as const, days } };
  const { slots, ...more } = await findOffered(
    deps,
    { ...open, hostIds, assignment: togetherOrAlone(hostIds) },
    window,
    id,
  );
  const isChoice = (slot: Interval): boolean => slot.start !== start && slot.start > instantOf(now);
  return { slots: slots.filter(isChoice), ...more };
};

const togetherOrAlone = (hostIds: readonly string[]) => (hostIds.length > 1 ? 'collective' : 'single');
