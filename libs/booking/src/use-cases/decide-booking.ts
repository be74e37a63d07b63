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
  const isHostDeactivated = await isHostAway(deps, { bookingId, round });
  const command = { type: 'approve', round, isHostDeactivated, message, organizer, now: deps.bookings.now() } as const;
  const handled = await changeOne(deps, bookingId, command, context);
  if (!handled.ok) return fail(expected(handled.error, 'notPossibleWhile', 'askedAnew', 'hostDeactivated'));
  const { state, position } = handled.value;
  return state.status === 'none' ? fail({ kind: 'bookingUnknown' }) : ok({ booking: state, position });
};

const DECLINE_REFUSALS = [
  'notPossibleWhile',
  'askedAnew',
  'hostDeactivated',
  'meetingTypeArchived',
  'hostsDeactivated',
] as const;

/** Without a round, a host who is signed in decides, and sessions of deactivated hosts have ended. */
const isHostAway = async (
  { bookings }: Pick<ChangeBookingDeps, 'bookings'>,
  { bookingId, round }: { readonly bookingId: string; readonly round: number | undefined },
): Promise<boolean> => round !== undefined && (await bookings.hasDeactivatedHost(bookingId));

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
  const newLinkRefusal = sendFreshLink === true ? await deps.bookings.refusalOfFreshLink(bookingId) : null;
  const isHostDeactivated = await isHostAway(deps, { bookingId, round });
  const command = { type: 'decline', round, isHostDeactivated, reason, sendFreshLink, newLinkRefusal } as const;
  const handled = await changeOne(deps, bookingId, command, context);
  if (!handled.ok) return fail(expected(handled.error, ...DECLINE_REFUSALS));
  const { events, position } = handled.value;
  await carryOn(deps, { bookingId, events }, { type: 'BookingDeclined' }, context);
  const booking = await deps.bookings.storedStateOf(bookingId);
  if (booking.status === 'none') return fail({ kind: 'bookingUnknown' });
  if (booking.sendFreshLink === true && booking.freshLinkId === undefined) return fail({ kind: 'conflict' });
  return ok({ booking, position: await deps.bookings.latestPosition(position) });
};
