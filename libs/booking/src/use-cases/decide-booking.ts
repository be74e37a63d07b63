import type {
  approveBooking,
  BookingReply,
  DecideBookingRefusal,
  declineBooking,
} from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { CommandReply } from '@bookonce/contracts/replies';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import { fail, ok } from '@bookonce/kernel/result';
import { carryOn, changeOne, endOverdueWait, expected, type ChangeBookingDeps } from './change-one.js';

type DecisionReply = Promise<CommandReply<DecideBookingRefusal, BookingReply>>;

export const approveRequest = async (
  deps: ChangeBookingDeps,
  { payload, context }: CommandMessage<PayloadOf<typeof approveBooking>>,
): DecisionReply => {
  const { bookingId, round, message } = payload;
  await endOverdueWait(deps, bookingId, context);
  const { organizer } = deps.bookings;
  const command = { type: 'approve', round, message, organizer, now: deps.bookings.now() } as const;
  const handled = await changeOne(deps, bookingId, command, context);
  if (!handled.ok) return fail(expected(handled.error, 'notPossibleWhile', 'askedAnew'));
  const { state, position } = handled.value;
  return state.status === 'none' ? fail({ kind: 'bookingUnknown' }) : ok({ booking: state, position });
};

/**
 * Declines the booking, releases its slot and has the fresh link made. If a step fails, the reactor repeats it, and
 * the caller gets a conflict: the same command, sent again, returns the link that was issued meanwhile.
 */
export const declineAndRelease = async (
  deps: ChangeBookingDeps,
  { payload, context }: CommandMessage<PayloadOf<typeof declineBooking>>,
): DecisionReply => {
  const { bookingId, round, reason, sendFreshLink } = payload;
  await endOverdueWait(deps, bookingId, context);
  const isTypeArchived = sendFreshLink === true && (await deps.bookings.isTypeArchived(bookingId));
  const command = { type: 'decline', round, reason, sendFreshLink, isTypeArchived } as const;
  const handled = await changeOne(deps, bookingId, command, context);
  if (!handled.ok) return fail(expected(handled.error, 'notPossibleWhile', 'askedAnew', 'meetingTypeArchived'));
  const { events, position } = handled.value;
  await carryOn(deps, { bookingId, events }, { type: 'BookingDeclined' }, context);
  const booking = await deps.bookings.storedStateOf(bookingId);
  if (booking.status === 'none') return fail({ kind: 'bookingUnknown' });
  if (booking.sendFreshLink === true && booking.freshLinkId === undefined) return fail({ kind: 'conflict' });
  return ok({ booking, position: await deps.bookings.latestPosition(position) });
};
