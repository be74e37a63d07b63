import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { Interval } from '@bookonce/contracts/values/instant';
import type { MoveRefusalReason, VoidReason } from '@bookonce/contracts/values/reasons';
import type { ManageLinkMailed } from './manage-link.js';

/** Where a booking is, and where it is about to go. */
export interface Place extends Interval {
  /** How many moves were asked for. */
  readonly moves: number;
  /** Not null from when a move is asked for until it is decided. */
  readonly movingTo: Interval | null;
  /** Why the last move was not made; null where it was, or there was none. */
  readonly stayedFor: MoveRefusalReason | null;
}

interface Asked {
  /** When the way back to it was mailed again, the latest last. */
  readonly manageLinks: readonly ManageLinkMailed[];
  /** As it was asked for; the booking may have moved since. */
  readonly request: BookingRequest;
  readonly place: Place;
}

interface Holding extends Asked {
  /** The hosts whose calendars hold its slot. */
  readonly hostIds: readonly string[];
}

/** How far one booking attempt has come. */
export type BookingState =
  | { readonly status: 'none' }
  | ({ readonly status: 'requested' } & Asked)
  | ({ readonly status: 'awaitingOptIn' } & Holding)
  | ({ readonly status: 'optedIn' } & Holding)
  | ({ readonly status: 'awaitingApproval' } & Holding)
  | ({ readonly status: 'confirmed' } & Holding)
  | ({ readonly status: 'declined' } & Holding)
  | ({ readonly status: 'cancelled' } & Holding)
  | ({ readonly status: 'rejected'; readonly reason: VoidReason } & Asked);

export type BookingStatus = BookingState['status'];
export type StartedBooking = Exclude<BookingState, { status: 'none' }>;

/** The hosts whose calendars hold this booking's slot, as far as its own stream knows. */
export const holdersOf = (state: BookingState): readonly string[] => ('hostIds' in state ? state.hostIds : []);
