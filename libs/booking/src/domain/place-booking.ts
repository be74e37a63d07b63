import type { BookingRequest } from '@bookonce/contracts/events/booking';
import { endOfAttempt, type BookingState, type StartedBooking } from '@bookonce/contracts/streams/booking';
import type { Interval } from '@bookonce/contracts/values/instant';
import type { MoveRefusalReason, VoidReason } from '@bookonce/contracts/values/reasons';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import { unreachable } from '@bookonce/kernel/result';

/** An input of the process: an event, or the reply to a command, which is the same fact earlier. */
export type PlaceBookingInput =
  | { readonly type: 'BookingRequested' }
  /** The link lets the attempt wait for its attendee. */
  | { readonly type: 'AttemptAdmitted' }
  | { readonly type: 'SlotHeld'; readonly hostIds: readonly string[] }
  | { readonly type: 'SlotRefused'; readonly reason: 'slotTaken' | 'slotNotOffered' }
  | { readonly type: 'OptInConfirmed' }
  /** The link is consumed by this booking. `held`: the hosts in the command, if this is its reply. */
  | { readonly type: 'LinkConsumed'; readonly hostIds: readonly string[]; readonly held: readonly string[] }
  /** The link will never be consumed by this booking. */
  | { readonly type: 'AttemptVoided'; readonly reason: VoidReason }
  /** The link ended in another way: consumed by another booking, expired or revoked. */
  | { readonly type: 'LinkEnded' }
  /** The attendee cancels while the attempt waits for the opt-in. */
  | { readonly type: 'CancelRequested' }
  /** A step did not happen by `dueAt`. */
  | { readonly type: 'Overdue'; readonly dueAt: Instant }
  | { readonly type: 'ReminderDue' }
  | { readonly type: 'ChangeMailsDue' }
  | { readonly type: 'BookingRejected' }
  | { readonly type: 'BookingDeclined' }
  | { readonly type: 'BookingCancelled' }
  | { readonly type: 'FreshLinkIssued'; readonly linkId: string }
  | { readonly type: 'RescheduleRequested' }
  /** The calendars decided a reschedule; `refusal` is null if they have moved the slot. */
  | { readonly type: 'MoveDecided'; readonly move: number; readonly refusal: MoveRefusalReason | null };

/** A command of the process, in order of sending; each is idempotent by state. */
export type PlaceBookingCommand =
  | { readonly type: 'AdmitAttempt' }
  | { readonly type: 'HoldSlot' }
  | { readonly type: 'BookSlot'; readonly hostIds: readonly string[] }
  | ReleaseSlot
  /** The target of the move. */
  | { readonly type: 'MoveSlot' }
  | { readonly type: 'SettleMove'; readonly move: number; readonly refusal: MoveRefusalReason | null }
  | { readonly type: 'ConsumeLink'; readonly hostIds: readonly string[] }
  | { readonly type: 'VoidAttempt'; readonly reason: VoidReason }
  | { readonly type: 'RequestOptIn'; readonly hostIds: readonly string[] }
  | { readonly type: 'RequestApproval'; readonly hostIds: readonly string[] }
  | { readonly type: 'ConfirmBooking'; readonly hostIds: readonly string[] }
  | { readonly type: 'RejectBooking'; readonly reason: VoidReason }
  | { readonly type: 'CancelAttempt' }
  | { readonly type: 'ExpireApproval' }
  | { readonly type: 'Remind' }
  | { readonly type: 'MailChanges' }
  | { readonly type: 'IssueFreshLink' }
  | { readonly type: 'RecordFreshLink'; readonly linkId: string };

/** Releases the slot at this time, unless a later move than `moves` brought the booking there. */
interface ReleaseSlot {
  readonly type: 'ReleaseSlot';
  readonly hostIds: readonly string[];
  readonly slot: Interval;
  readonly moves: number;
}

type Commands = readonly PlaceBookingCommand[];

const nothing: Commands = [];

/**
 * The place-booking process manager: a pure function from the booking's state and an input to the next commands. Inputs
 * may come twice, late, or after a crash; a repeated input leads to no command, or to one that is a no-op by now.
 */
export const placeBooking = (booking: BookingState, input: PlaceBookingInput): Commands => {
  if (booking.status === 'none') return nothing;
  switch (input.type) {
    case 'BookingRequested':
      if (booking.status !== 'requested') return nothing;
      // An attempt that will wait with a slot is admitted first: at most three on one link hide slots.
      return [{ type: waitsForOptIn(booking) ? 'AdmitAttempt' : 'HoldSlot' }];
    case 'AttemptAdmitted':
      return booking.status === 'requested' ? [{ type: 'HoldSlot' }] : nothing;
    case 'SlotHeld':
      return onSlotHeld(booking, input.hostIds);
    case 'SlotRefused':
      // Judged on the link's stream: another delivery of the same attempt may have been given the slot (I3).
      return booking.status === 'requested' ? [{ type: 'VoidAttempt', reason: input.reason }] : nothing;
    case 'OptInConfirmed':
      return booking.status === 'optedIn' ? [{ type: 'ConsumeLink', hostIds: booking.hostIds }] : nothing;
    case 'LinkConsumed':
      return onLinkConsumed(booking, input.hostIds, input.held);
    case 'AttemptVoided':
      return onAttemptVoided(booking, input.reason);
    case 'RescheduleRequested':
      return moveOn(booking);
    case 'MoveDecided':
      return [{ type: 'SettleMove', move: input.move, refusal: input.refusal }];
    case 'CancelRequested':
      // Judged on the link's stream: the opt-in may have been confirmed at the same moment (I2).
      return booking.status === 'awaitingOptIn' ? [{ type: 'VoidAttempt', reason: 'cancelled' }] : nothing;
    case 'Overdue':
      return onOverdue(booking, input.dueAt);
    case 'ReminderDue':
      return [{ type: 'Remind' }];
    case 'ChangeMailsDue':
      return [{ type: 'MailChanges' }];
    case 'LinkEnded':
      return isOpen(booking) ? [{ type: 'VoidAttempt', reason: overdueReason(booking) }] : nothing;
    case 'BookingRejected':
    case 'BookingDeclined':
    case 'BookingCancelled':
      return onBookingOver(booking);
    case 'FreshLinkIssued':
      return [{ type: 'RecordFreshLink', linkId: input.linkId }];
    default:
      return unreachable(input);
  }
};

const waitsForOptIn = ({ request }: StartedBooking): boolean => request.optIn !== undefined;

const onOverdue = (booking: StartedBooking, dueAt: Instant): Commands => {
  if (booking.time.movingTo !== null) return moveOn(booking);
  switch (booking.status) {
    case 'requested':
    case 'optedIn':
      return [{ type: 'VoidAttempt', reason: 'overdue' }];
    case 'awaitingOptIn':
      return isBefore(dueAt, booking.optInUntil) ? nothing : [{ type: 'VoidAttempt', reason: 'optInExpired' }];
    case 'awaitingApproval':
      return isBefore(dueAt, booking.approval?.until) ? nothing : [{ type: 'ExpireApproval' }];
    case 'confirmed':
    case 'declined':
    case 'cancelled':
    case 'rejected':
      return nothing;
    default:
      return unreachable(booking);
  }
};

/** Whether a timer belongs to an earlier wait than the one until `until`. */
const isBefore = (dueAt: Instant, until: Instant | undefined): boolean =>
  until === undefined || epochMsOf(dueAt) < epochMsOf(until);

const moveOn = ({ time }: StartedBooking): Commands => (time.movingTo === null ? nothing : [{ type: 'MoveSlot' }]);

const onSlotHeld = (booking: StartedBooking, hostIds: readonly string[]): Commands => {
  switch (booking.status) {
    case 'requested':
      // The event of one of several hosts: the same command again holds the rest, or is refused.
      if (!isWhole(booking.request, hostIds)) return [{ type: 'HoldSlot' }];
      return waitsForOptIn(booking) ? [{ type: 'RequestOptIn', hostIds }] : [{ type: 'ConsumeLink', hostIds }];
    case 'awaitingOptIn':
    case 'optedIn':
    case 'awaitingApproval':
    case 'confirmed':
      return releaseStray(booking, hostIds, booking.hostIds);
    case 'declined':
    case 'cancelled':
    case 'rejected':
      return [releaseAsked(booking, hostIds, booking.time.moves)];
    default:
      return unreachable(booking);
  }
};

const isWhole = (request: BookingRequest, hostIds: readonly string[]): boolean =>
  request.assignment !== 'collective' || request.hostIds.every((hostId) => hostIds.includes(hostId));

const onLinkConsumed = (booking: StartedBooking, hostIds: readonly string[], held: readonly string[]): Commands => {
  const stray = releaseStray(booking, held, hostIds);
  if (!isOpen(booking)) return stray;
  const settle: PlaceBookingCommand =
    booking.request.confirmation === 'approval'
      ? { type: 'RequestApproval', hostIds }
      : { type: 'ConfirmBooking', hostIds };
  return [{ type: 'BookSlot', hostIds }, settle, ...stray];
};

/**
 * Ends the booking before its slot is released: a late hold either exists by the time of the release, or meets a booking
 * that is over (I6).
 */
const onAttemptVoided = (booking: StartedBooking, reason: VoidReason): Commands => {
  if (!isOpen(booking)) return nothing;
  return [reason === 'cancelled' ? { type: 'CancelAttempt' } : { type: 'RejectBooking', reason }];
};

/**
 * Releases the slot, which is allowed only now that the link's verdict is stored (I3). Then comes the fresh link of a
 * declined booking, until the booking knows it.
 */
const onBookingOver = (booking: StartedBooking): Commands => {
  if (!isOver(booking)) return nothing;
  // It is unknown which of the hosts hold a slot for an attempt that was never booked.
  const wasBooked = endOfAttempt(booking) === null;
  const hostIds = wasBooked ? booking.hostIds : booking.request.hostIds;
  const { start, end, moves } = booking.time;
  const release: ReleaseSlot = { type: 'ReleaseSlot', hostIds, slot: { start, end }, moves };
  const awaitsLink =
    booking.status === 'declined' && booking.sendFreshLink === true && booking.freshLinkId === undefined;
  return awaitsLink ? [release, { type: 'IssueFreshLink' }] : [release];
};

/**
 * Releases a second hold: a late delivery of the same attempt may have got a slot of another host, or the slot that the
 * booking has moved away from. A hold that never moved to the present time is not the booking's own (I6).
 */
const releaseStray = (booking: StartedBooking, held: readonly string[], kept: readonly string[]): Commands => {
  const stray = booking.time.start !== booking.request.start ? held : held.filter((hostId) => !kept.includes(hostId));
  return stray.length === 0 ? nothing : [releaseAsked(booking, stray, 0)];
};

/** Releases the slot of the requested time, where every hold is. */
const releaseAsked = (
  { request: { start, end } }: StartedBooking,
  hostIds: readonly string[],
  moves: number,
): ReleaseSlot => ({ type: 'ReleaseSlot', hostIds, slot: { start, end }, moves });

const isOpen = (booking: StartedBooking): boolean =>
  booking.status === 'requested' || booking.status === 'awaitingOptIn' || booking.status === 'optedIn';

const isOver = (booking: StartedBooking): boolean =>
  booking.status === 'declined' || booking.status === 'cancelled' || booking.status === 'rejected';

const overdueReason = (booking: StartedBooking): VoidReason =>
  booking.status === 'awaitingOptIn' ? 'optInExpired' : 'overdue';
