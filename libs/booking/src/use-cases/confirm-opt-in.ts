import type {
  BookingReply,
  confirmOptIn,
  mailOptInAgain,
  OptInMailRefusal,
  OptInRefusal,
} from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { CommandReply } from '@bookonce/contracts/replies';
import type { CommandMessage } from '@bookonce/kernel/ports/bus';
import { fail, ok } from '@bookonce/kernel/result';
import { carryOn, changeOne, expected, type ChangeBookingDeps } from './change-one.js';

/**
 * Records that the attendee has confirmed, and lets the link decide whether this attempt is the first. The booking may
 * still be `optedIn` in the reply if other services are unreachable; the reactor completes it.
 */
export const confirmAndConsume = async (
  deps: ChangeBookingDeps,
  { payload: { bookingId }, context }: CommandMessage<PayloadOf<typeof confirmOptIn>>,
): Promise<CommandReply<OptInRefusal, BookingReply>> => {
  const handled = await changeOne(deps, bookingId, { type: 'confirmOptIn' }, context);
  if (!handled.ok) {
    const refusal = expected(handled.error, 'attemptEnded');
    if (refusal.kind !== 'attemptEnded') return fail(refusal);
    // It may have ended a moment ago: its slot is free by the time of the reply.
    await carryOn(deps, { bookingId, events: [] }, { type: 'BookingRejected' }, context);
    return fail({ ...refusal, position: await deps.bookings.latestPosition(refusal.position ?? null) });
  }
  const { events, position } = handled.value;
  await carryOn(deps, { bookingId, events }, { type: 'OptInConfirmed' }, context);
  const booking = await deps.bookings.storedStateOf(bookingId);
  if (booking.status === 'none') return fail({ kind: 'bookingUnknown' });
  const known = await deps.bookings.latestPosition(position);
  if (booking.status === 'rejected') return fail({ kind: 'attemptEnded', reason: booking.reason, position: known });
  return ok({ booking, position: known });
};

export const requestOptInMail = async (
  deps: ChangeBookingDeps,
  { payload: { bookingId }, context }: CommandMessage<PayloadOf<typeof mailOptInAgain>>,
): Promise<CommandReply<OptInMailRefusal>> => {
  const command = { type: 'requestOptInMail', requestId: context.commandId } as const;
  const handled = await changeOne(deps, bookingId, command, context);
  if (!handled.ok) return fail(expected(handled.error, 'attemptEnded', 'notPossibleWhile', 'tooManyMails'));
  return ok({ position: handled.value.position });
};
