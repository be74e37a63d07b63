import type { MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import type { HostHours, SlotsOf } from '@bookonce/availability/views/find-slots';
import type { MovingBooking } from '@bookonce/availability/views/find-slots-for-move';
import type { Window } from '../api/shapes.js';

export interface Slot {
  readonly start: string;
  readonly end: string;
}

/** Finds the bookable slots of a meeting type (its hosts, its assignment), sorted and without duplicates. */
export interface SlotFinder {
  find(type: SlotsOf, window: Window): Promise<readonly Slot[]>;
  /** The slots that the hosts of the type would offer with these hours. */
  findAsIf(type: SlotsOf, hours: HostHours, window: Window): Promise<readonly Slot[]>;
  /** The slots that a booking of this type can move to, with its own slot. */
  findForMove(type: MeetingTypeDocument, booking: MovingBooking, window: Window): Promise<readonly Slot[]>;
}

/** Injection token of {@link SlotFinder}. */
export const SLOT_FINDER = Symbol('SlotFinder');
