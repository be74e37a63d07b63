import type { PlaceBookingRefusal, RescheduleBookingRefusal } from '@bookonce/contracts/commands/booking';
import type { ArchivedRefusal, HostsDeactivatedRefusal } from '@bookonce/contracts/commands/link';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { BookingStatus, StartedBooking } from '@bookonce/contracts/streams/booking';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import { epochMsOf, instantOf, type Instant } from '@bookonce/kernel/json';
import { fail, ok, type Result } from '@bookonce/kernel/result';

export type BookingRefusal =
  | Exclude<PlaceBookingRefusal, { readonly kind: 'linkUnknown' }>
  | Extract<RescheduleBookingRefusal, { readonly kind: 'hasBegun' | 'isOver' | 'tooManyMoves' }>
  | { readonly kind: 'bookingUnknown' }
  /** The booking is past (or not yet at) the point at which this can be done. */
  | { readonly kind: 'notPossibleWhile'; readonly status: BookingStatus }
  /** Until a move is decided nothing else may happen: its calendars could be left in two places (I5, I6). */
  | { readonly kind: 'isMoving' }
  /** The attempt has come to nothing, so its attendee can confirm nothing. */
  | { readonly kind: 'attemptEnded'; readonly reason: VoidReason }
  /** The opt-in link was mailed as often as it can be. */
  | { readonly kind: 'tooManyMails' }
  /** The booking has moved, and the host was asked anew. */
  | { readonly kind: 'askedAnew' }
  /** The meeting is not over yet. */
  | { readonly kind: 'isNotOver' }
  /** A mailed button decides nothing any more, because a host who was mailed is deactivated. */
  | { readonly kind: 'hostDeactivated' }
  /** A decline can send no fresh link. */
  | ArchivedRefusal
  | HostsDeactivatedRefusal;

export type Decision = Result<readonly BookingEvent[], BookingRefusal>;

export const nothing: Decision = ok([]);

export const notPossibleWhile = (status: BookingStatus): Decision => fail({ kind: 'notPossibleWhile', status });

export const latestOf = (...instants: readonly Instant[]): Instant =>
  instantOf(Math.max(...instants.map((instant) => epochMsOf(instant))));

/** These events if the attempt stands at `from`; nothing if the step was taken before (`past`). */
export const step = (
  state: StartedBooking,
  from: readonly BookingStatus[],
  past: readonly BookingStatus[],
  ...events: readonly BookingEvent[]
): Decision => {
  if (from.includes(state.status)) return state.time.movingTo === null ? ok(events) : fail({ kind: 'isMoving' });
  return past.includes(state.status) ? nothing : notPossibleWhile(state.status);
};

export const reasonIn = (command: { readonly reason?: string | undefined }): { readonly reason?: string } =>
  command.reason === undefined ? {} : { reason: command.reason };

export const minutesAfter = (instant: Instant, minutes: number): Instant =>
  instantOf(epochMsOf(instant) + minutes * 60_000);

export const earliestOf = (...instants: readonly Instant[]): Instant =>
  instantOf(Math.min(...instants.map((instant) => epochMsOf(instant))));
