import type {
  BookingReply,
  cancelBooking,
  CancelBookingRefusal,
  changeMeeting,
  recordNoShow,
  NoShowRefusal,
  rescheduleBooking,
  RescheduleBookingRefusal,
} from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { CommandReply } from '@bookonce/contracts/replies';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import { fail, ok } from '@bookonce/kernel/result';
import type { BookingCommand } from '../domain/booking.js';
import { carryOn, changeOne, expected, sideOf, triggerOf, type ChangeBookingDeps } from './change-one.js';

/**
 * Cancels the booking and releases its slot, so that the slot is free when the caller gets the reply. If the release
 * fails, the reactor repeats it (I6).
 */
export const cancelAndRelease = async (
  deps: ChangeBookingDeps,
  { payload, context }: CommandMessage<PayloadOf<typeof cancelBooking>>,
): Promise<CommandReply<CancelBookingRefusal, BookingReply>> => {
  const { bookingId, reason } = payload;
  const by = sideOf(context);
  const handled = await changeOne(deps, bookingId, { type: 'cancel', by, reason, now: deps.bookings.now() }, context);
  if (!handled.ok) {
    const refusal = expected(handled.error, 'notPossibleWhile', 'isOver');
    const isWaiting = refusal.kind === 'notPossibleWhile' && refusal.status === 'awaitingOptIn';
    return isWaiting && by === 'attendee' ? cancelWaiting(deps, bookingId, context) : fail(refusal);
  }
  const { events, state, position } = handled.value;
  if (state.status === 'none') return fail({ kind: 'bookingUnknown' });
  await carryOn(deps, { bookingId, events }, { type: 'BookingCancelled' }, context);
  // The release comes after the cancellation.
  return ok({ booking: state, position: await deps.bookings.latestPosition(position) });
};

/**
 * Cancels an attempt that waits for its attendee's opt-in, and releases its slot. The link decides whether that came
 * before the opt-in. A reason is not stored, because no host knows of the attempt.
 */
const cancelWaiting = async (
  { bookings, reactor }: ChangeBookingDeps,
  bookingId: string,
  context: CommandContext,
): Promise<CommandReply<CancelBookingRefusal, BookingReply>> => {
  const trigger = triggerOf(context);
  await reactor.resume(bookingId, { type: 'CancelRequested' }, trigger).catch(() => undefined);
  const booking = await bookings.storedStateOf(bookingId);
  const position = await bookings.positionOf(bookingId);
  if (booking.status === 'none') return fail({ kind: 'bookingUnknown' });
  if (booking.status === 'awaitingOptIn') return fail({ kind: 'conflict' });
  if (booking.status !== 'cancelled') return fail({ kind: 'notPossibleWhile', status: booking.status, position });
  await reactor.resume(bookingId, { type: 'BookingCancelled' }, trigger).catch(() => undefined);
  return ok({ booking, position: await bookings.latestPosition(position) });
};

export const rescheduleAndMove = (
  deps: ChangeBookingDeps,
  { payload, context }: CommandMessage<PayloadOf<typeof rescheduleBooking>>,
): Promise<CommandReply<RescheduleBookingRefusal, BookingReply>> => {
  const { bookingId, start } = payload;
  const command = { type: 'reschedule', by: sideOf(context), start, now: deps.bookings.now() } as const;
  return requestAndMove(deps, bookingId, command, context);
};

/** Changes the length first, which may be refused; then the place, which is not. */
export const changeLengthAndPlace = async (
  deps: ChangeBookingDeps,
  { payload, context }: CommandMessage<PayloadOf<typeof changeMeeting>>,
): Promise<CommandReply<RescheduleBookingRefusal, BookingReply>> => {
  const { bookingId, durationMinutes, location } = payload;
  const now = deps.bookings.now();
  if (durationMinutes !== undefined) {
    const moved = await requestAndMove(deps, bookingId, { type: 'changeLength', durationMinutes, now }, context);
    if (!moved.ok || location === undefined) return moved;
  }
  if (location === undefined) throw new Error('A changed meeting needs another length or place');
  const place = location === null ? null : deps.bookings.placeFor(bookingId, location);
  const handled = await changeOne(deps, bookingId, { type: 'changeLocation', location: place, now }, context);
  if (!handled.ok) return fail(expected(handled.error, 'notPossibleWhile', 'isOver'));
  const { state, position } = handled.value;
  return state.status === 'none' ? fail({ kind: 'bookingUnknown' }) : ok({ booking: state, position });
};

/**
 * Stores the requested move, and lets the calendars decide it. If they are unreachable, they decide later, and a repeat
 * of the command returns the outcome (I8).
 */
const requestAndMove = async (
  deps: ChangeBookingDeps,
  bookingId: string,
  command: Extract<BookingCommand, { readonly type: 'reschedule' | 'changeLength' }>,
  context: CommandContext,
): Promise<CommandReply<RescheduleBookingRefusal, BookingReply>> => {
  const { bookings, reactor } = deps;
  if (!(await areCalendarsRead(deps, bookingId, command, context))) return fail({ kind: 'calendarUnavailable' });
  const handled = await changeOne(deps, bookingId, command, context);
  if (!handled.ok) return fail(expected(handled.error, 'notPossibleWhile', 'hasBegun', 'isOver', 'tooManyMoves'));
  const { state: requested, position } = handled.value;
  await reactor.resume(bookingId, { type: 'RescheduleRequested' }, triggerOf(context)).catch(() => undefined);
  const booking = await bookings.storedStateOf(bookingId);
  if (booking.status === 'none' || requested.status === 'none') return fail({ kind: 'bookingUnknown' });
  const wanted = requested.time.movingTo ?? requested.time;
  const { time } = booking;
  if (time.movingTo !== null) return fail({ kind: 'conflict' });
  if (time.start !== wanted.start || time.end !== wanted.end) return fail({ kind: time.moveRefusal ?? 'conflict' });
  return ok({ booking, position: await bookings.latestPosition(position) });
};

/**
 * Whether the hosts' connected calendars were read, as far as they must be before their meeting moves. Only a move that
 * nothing else refuses has them read.
 */
const areCalendarsRead = async (
  { bookings }: ChangeBookingDeps,
  bookingId: string,
  command: BookingCommand,
  context: CommandContext,
): Promise<boolean> => {
  const move = await bookings.moveRequestedBy(bookingId, command, context);
  if (move === null) return true;
  return (await bookings.readCalendarsFor(move, context)).length === 0;
};

export const recordWhoCame = async (
  deps: ChangeBookingDeps,
  { payload, context }: CommandMessage<PayloadOf<typeof recordNoShow>>,
): Promise<CommandReply<NoShowRefusal, BookingReply>> => {
  const { bookingId, noShow } = payload;
  const command = { type: 'recordNoShow', noShow, now: deps.bookings.now() } as const;
  const handled = await changeOne(deps, bookingId, command, context);
  if (!handled.ok) return fail(expected(handled.error, 'notPossibleWhile', 'isNotOver'));
  const { state, position } = handled.value;
  return state.status === 'none' ? fail({ kind: 'bookingUnknown' }) : ok({ booking: state, position });
};
