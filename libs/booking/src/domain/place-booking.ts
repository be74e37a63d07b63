import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import { unreachable } from '@bookonce/kernel/result';
import { holdersOf, type BookingState } from './booking-state.js';

/** What the process hears: an event, or the answer to a command, which is the same fact told earlier. */
export type PlaceBookingInput =
  | { readonly type: 'BookingRequested' }
  | { readonly type: 'SlotHeld'; readonly hostIds: readonly string[] }
  | { readonly type: 'SlotRefused'; readonly reason: 'slotTaken' | 'slotNotOffered' }
  | { readonly type: 'OptInConfirmed' }
  /** The link is consumed by this booking. `held`: the hosts that were asked for, where this is an answer. */
  | { readonly type: 'LinkConsumed'; readonly hostIds: readonly string[]; readonly held: readonly string[] }
  /** The link will never be consumed by this booking. */
  | { readonly type: 'AttemptVoided'; readonly reason: VoidReason }
  /** The link met its end some other way: consumed by another booking, expired, revoked. */
  | { readonly type: 'LinkEnded' }
  /** A step did not happen in time. */
  | { readonly type: 'Overdue' }
  | { readonly type: 'BookingRejected' }
  | { readonly type: 'BookingDeclined' }
  | { readonly type: 'BookingCancelled' };

/** What the process asks for, in order; each is idempotent by state. */
export type PlaceBookingCommand =
  | { readonly type: 'HoldSlot' }
  | { readonly type: 'BookSlot'; readonly hostIds: readonly string[] }
  | { readonly type: 'ReleaseSlot'; readonly hostIds: readonly string[] }
  | { readonly type: 'ConsumeLink'; readonly hostIds: readonly string[] }
  | { readonly type: 'VoidAttempt'; readonly reason: VoidReason }
  | { readonly type: 'RequestOptIn'; readonly hostIds: readonly string[] }
  | { readonly type: 'RequestApproval'; readonly hostIds: readonly string[] }
  | { readonly type: 'ConfirmBooking'; readonly hostIds: readonly string[] }
  | { readonly type: 'RejectBooking'; readonly reason: VoidReason };

type Commands = readonly PlaceBookingCommand[];

const nothing: Commands = [];

/**
 * The place-booking process manager: from where the booking stands and what was heard to what is to be done.
 * Everything may be heard twice, late, or after a crash; hearing it again asks for nothing, or for something
 * that has taken effect already.
 */
export const placeBooking = (booking: BookingState, input: PlaceBookingInput): Commands => {
  if (booking.status === 'none') return nothing;
  switch (input.type) {
    case 'BookingRequested':
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
    case 'LinkEnded':
    case 'Overdue':
      return isOpen(booking) ? [{ type: 'VoidAttempt', reason: overdueReason(booking) }] : nothing;
    case 'BookingRejected':
    case 'BookingDeclined':
    case 'BookingCancelled':
      return onBookingOver(booking);
    default:
      return unreachable(input);
  }
};

type Started = Exclude<BookingState, { status: 'none' }>;

const onSlotHeld = (booking: Started, hostIds: readonly string[]): Commands => {
  switch (booking.status) {
    case 'requested':
      // One of several hosts was heard of: asking again holds the rest, or learns that it cannot be had.
      if (!isWhole(booking.request, hostIds)) return [{ type: 'HoldSlot' }];
      return booking.request.confirmation === 'doubleOptIn'
        ? [{ type: 'RequestOptIn', hostIds }]
        : [{ type: 'ConsumeLink', hostIds }];
    case 'awaitingOptIn':
    case 'optedIn':
    case 'awaitingApproval':
    case 'confirmed':
      return releaseStray(hostIds, booking.hostIds);
    case 'declined':
    case 'cancelled':
    case 'rejected':
      return [{ type: 'ReleaseSlot', hostIds }];
    default:
      return unreachable(booking);
  }
};

const isWhole = (request: BookingRequest, hostIds: readonly string[]): boolean =>
  request.assignment !== 'collective' || request.hostIds.every((hostId) => hostIds.includes(hostId));

const onLinkConsumed = (booking: Started, hostIds: readonly string[], held: readonly string[]): Commands => {
  const stray = releaseStray(held, hostIds);
  if (!isOpen(booking)) return stray;
  const settle: PlaceBookingCommand =
    booking.request.confirmation === 'approval'
      ? { type: 'RequestApproval', hostIds }
      : { type: 'ConfirmBooking', hostIds };
  return [{ type: 'BookSlot', hostIds }, settle, ...stray];
};

/**
 * The booking is over before its slot is let go, which waits for that fact: a hold that comes late is either there by
 * then, or meets a booking that is over (I6).
 */
const onAttemptVoided = (booking: Started, reason: VoidReason): Commands =>
  isOpen(booking) ? [{ type: 'RejectBooking', reason }] : nothing;

/** Only now, with the link's judgement stored, may a slot be let go (I3). */
const onBookingOver = (booking: Started): Commands => {
  if (!isOver(booking)) return nothing;
  // Nobody knows on which of them a rejected attempt got a hold.
  const hostIds = booking.status === 'rejected' ? booking.request.hostIds : holdersOf(booking);
  return [{ type: 'ReleaseSlot', hostIds }];
};

/** A late delivery of the same attempt may have been given a slot of another host as well (I6). */
const releaseStray = (held: readonly string[], kept: readonly string[]): Commands => {
  const stray = held.filter((hostId) => !kept.includes(hostId));
  return stray.length === 0 ? nothing : [{ type: 'ReleaseSlot', hostIds: stray }];
};

const isOpen = (booking: Started): boolean =>
  booking.status === 'requested' || booking.status === 'awaitingOptIn' || booking.status === 'optedIn';

const isOver = (booking: Started): boolean =>
  booking.status === 'declined' || booking.status === 'cancelled' || booking.status === 'rejected';

const overdueReason = (booking: Started): VoidReason =>
  booking.status === 'awaitingOptIn' ? 'optInExpired' : 'overdue';
