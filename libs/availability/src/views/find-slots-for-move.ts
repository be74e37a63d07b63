import type { Interval } from '@bookonce/contracts/values/instant';
import type { SlotOverrides } from '@bookonce/contracts/values/link-overrides';
import { offerRulesOf, rulesForLength } from '../domain/offer-rules.js';
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

/** Finds the slots that a booking can be rescheduled to, sorted, including its current one. */
export const findSlotsForMove = async (
  deps: FindSlotsDeps,
  type: MeetingTypeDocument,
  { id, hostIds, start, end, slotOverrides }: MovingBooking,
  window: Window,
): Promise<FoundSlots> => {
  const assignment = hostIds.length > 1 ? 'collective' : 'single';
  const rules = rulesForLength(offerRulesOf(type, slotOverrides), { start, end });
  const found = await findOffered(deps, { ...rules, hostIds, assignment }, window, id);
  return withSlot(found, { start, end }, window);
};
