import type {
  BookingReply,
  confirmOptIn,
  mailOptInAgain,
  OptInMailRefusal,
  OptInRefusal,
} from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { CommandReply, Refused } from '@bookonce/contracts/replies';
import { endOfAttempt } from '@bookonce/contracts/streams/booking';
import type { CommandContext, CommandMessage } from '@bookonce/kernel/ports/bus';
import { fail, ok } from '@bookonce/kernel/result';
import { carryOn, changeOne, endOverdueWait, expected, type ChangeBookingDeps } from './change-one.js';

/**
 * Records that the attendee has confirmed, and lets the link decide whether this attempt is the first. The booking may
 * still be `optedIn` in the reply if other services are unreachable; the reactor completes it.
 */
export const confirmAndConsume = async (
  deps: ChangeBookingDeps,
  { payload: { bookingId }, context }: CommandMessage<PayloadOf<typeof confirmOptIn>>,
): Promise<CommandReply<OptInRefusal, BookingReply>> => {
  await endOverdueWait(deps, bookingId, context);
  const handled = await changeOne(deps, bookingId, { type: 'confirmOptIn' }, context);
  if (!handled.ok) {
    const refusal = expected(handled.error, 'attemptEnded');
    return refusal.kind === 'attemptEnded' ? refusedWithFreeSlot(deps, bookingId, refusal, context) : fail(refusal);
  }
  const { events, position } = handled.value;
  await carryOn(deps, { bookingId, events }, { type: 'OptInConfirmed' }, context);
  const booking = await deps.bookings.storedStateOf(bookingId);
  if (booking.status === 'none') return fail({ kind: 'bookingUnknown' });
  const reason = endOfAttempt(booking);
  if (reason !== null) {
    return refusedWithFreeSlot(deps, bookingId, { kind: 'attemptEnded', reason, position }, context);
  }
  return ok({ booking, position: await deps.bookings.latestPosition(position) });
};

/** Releases the slot first, since the attempt may have ended a moment ago. */
const refusedWithFreeSlot = async (
  deps: ChangeBookingDeps,
  bookingId: string,
  refusal: Extract<OptInRefusal, { readonly kind: 'attemptEnded' }> & Refused,
  context: CommandContext,
): Promise<CommandReply<OptInRefusal, never>> => {
  await carryOn(deps, { bookingId, events: [] }, { type: 'BookingRejected' }, context);
  return fail({ ...refusal, position: await deps.bookings.latestPosition(refusal.position ?? null) });
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
