import type { RescheduleBookingRefusal } from '@bookonce/contracts/commands/booking';
import type { BookingEvent, BookingRequest } from '@bookonce/contracts/events/booking';
import type { MoveRefusalReason } from '@bookonce/contracts/values/reasons';
import { epochMsOf, instantOf, type Instant } from '@bookonce/kernel/json';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { Place, StartedBooking } from './booking-state.js';

export interface Reschedule {
  readonly by: 'attendee' | 'host';
  readonly start: Instant;
  readonly now: Instant;
}

export interface SettledMove {
  readonly move: number;
  /** Null: the calendars have moved. */
  readonly stayedFor: MoveRefusalReason | null;
}

/** Until a move is decided nothing else may happen to the booking: its calendars could be left in two places (I5, I6). */
export interface IsMoving {
  readonly kind: 'isMoving';
}

export type MoveRefusal =
  IsMoving | Extract<RescheduleBookingRefusal, { readonly kind: 'hasBegun' | 'notPossibleWhile' }>;
type Decision = Result<readonly BookingEvent[], MoveRefusal>;
type MoveEvent = Extract<BookingEvent, { type: 'RescheduleRequested' | 'RescheduleRefused' | 'BookingRescheduled' }>;

const nothing: Decision = ok([]);

export const placeAsked = ({ start, end }: BookingRequest): Place => ({
  start,
  end,
  moves: 0,
  movingTo: null,
  stayedFor: null,
});

export const evolvePlace = (place: Place, event: MoveEvent): Place => {
  switch (event.type) {
    case 'RescheduleRequested': {
      const { move, start, end } = event.data;
      return { ...place, moves: move, movingTo: { start, end }, stayedFor: null };
    }
    case 'RescheduleRefused':
      return { ...place, movingTo: null, stayedFor: event.data.reason };
    case 'BookingRescheduled':
      return { ...place, start: event.data.start, end: event.data.end, movingTo: null, stayedFor: null };
  }
};

export const requestMove = ({ by, start, now }: Reschedule, booking: StartedBooking): Decision => {
  const { place, status, request } = booking;
  if (status !== 'confirmed' && status !== 'awaitingApproval') return fail({ kind: 'notPossibleWhile', status });
  const from = epochMsOf(place.start);
  const to = epochMsOf(start);
  if (place.movingTo !== null) {
    return epochMsOf(place.movingTo.start) === to ? nothing : fail({ kind: 'isMoving' });
  }
  if (from === to) return nothing;
  if (by === 'attendee' && from <= epochMsOf(now)) return fail({ kind: 'hasBegun' });
  const end = instantOf(to + epochMsOf(place.end) - from);
  const { bookingId } = request;
  return ok([
    { type: 'RescheduleRequested', data: { bookingId, move: place.moves + 1, start: instantOf(to), end, by } },
  ]);
};

/** What the calendars decided; nothing where it was settled before. */
export const settleMove = ({ move, stayedFor }: SettledMove, { request, place }: StartedBooking): Decision => {
  const { movingTo, start: fromStart, end: fromEnd } = place;
  if (movingTo === null || place.moves !== move) return nothing;
  const { bookingId } = request;
  return ok([
    stayedFor === null
      ? { type: 'BookingRescheduled', data: { bookingId, ...movingTo, fromStart, fromEnd } }
      : { type: 'RescheduleRefused', data: { bookingId, move, reason: stayedFor } },
  ]);
};
