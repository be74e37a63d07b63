import type { MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import type { ExplainedStart } from '@bookonce/availability/views/explain-start';
import type { JudgedStart } from '@bookonce/availability/views/judge-starts';
import type { FoundSlots } from '@bookonce/availability/views/slot-page';
import type { BookableSpan } from '@bookonce/availability/views/bookable-span';
import type { HostHours, SlotsOf } from '@bookonce/availability/views/find-slots';
import type { MovingBooking } from '@bookonce/availability/views/find-slots-for-move';
import type { SlotOverrides } from '@bookonce/contracts/values/link-overrides';
import type { Instant } from '@bookonce/kernel/json';
import type { Window } from '../api/shapes.js';

export interface Slot {
  readonly start: string;
  readonly end: string;
}

/** Finds the first bookable slots of a meeting type (its hosts, its assignment), sorted and without duplicates. */
export interface SlotFinder {
  /** The slots of a link with these overrides; without them, those that the type itself offers. */
  find(type: SlotsOf, window: Window, overrides?: SlotOverrides): Promise<FoundSlots>;
  /** When such a link can offer slots at all; null if it cannot any more. */
  span(type: SlotsOf, overrides?: SlotOverrides): Promise<BookableSpan | null>;
  /** The slots that the hosts of the type would offer with these hours. */
  findAsIf(type: SlotsOf, hours: HostHours, window: Window): Promise<FoundSlots>;
  /** Why a start is not offered, by the rules that {@link find} goes by. */
  explain(type: SlotsOf, start: Instant): Promise<ExplainedStart>;
  /** The starts that people may expect, with the verdict of {@link explain}. */
  judge(type: SlotsOf, window: Window): Promise<readonly JudgedStart[]>;
  /** The slots that an attendee can move a booking of this type to, with its own slot. */
  findForMove(type: MeetingTypeDocument, booking: MovingBooking, window: Window): Promise<FoundSlots>;
  /** The slots within the usual hours that its hosts can move a booking of this type to, without its own start. */
  findForHost(type: MeetingTypeDocument, booking: MovingBooking, window: Window): Promise<FoundSlots>;
}

/** Injection token of {@link SlotFinder}. */
export const SLOT_FINDER = Symbol('SlotFinder');
