import type { Interval } from '@bookonce/contracts/values/instant';
import { rulesForLength } from '../domain/judge-slot.js';
import type { MeetingTypeDocument } from './availability-documents.js';
import { findSlots, type FindSlotsDeps } from './find-slots.js';

/** The parts of a booking that matter for rescheduling it. */
export interface MovingBooking extends Interval {
  readonly id: string;
  /** The hosts of the booking; rescheduling keeps them. */
  readonly hostIds: readonly string[];
}

/** Finds the slots that a booking can be rescheduled to, sorted, including its current one. */
export const findSlotsForMove = async (
  deps: FindSlotsDeps,
  type: MeetingTypeDocument,
  { id, hostIds, start, end }: MovingBooking,
  window: { readonly from: string; readonly to: string },
): Promise<readonly Interval[]> => {
  const assignment = hostIds.length > 1 ? 'collective' : 'single';
  const rules = { ...rulesForLength(type, { start, end }), hostIds, assignment } as const;
  const found = await findSlots(deps, rules, window, id);
  const isShown = window.from <= start && start < window.to && !found.some((slot) => slot.start === start);
  return isShown ? [...found, { start, end }].sort((a, b) => (a.start < b.start ? -1 : 1)) : found;
};
