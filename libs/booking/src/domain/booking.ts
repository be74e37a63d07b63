import type { PlaceBookingRefusal } from '@bookonce/contracts/commands/booking';
import type { BookingEvent, BookingRequest } from '@bookonce/contracts/events/booking';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { Decider } from '@bookonce/kernel/decider';
import type { Instant } from '@bookonce/kernel/json';
import { fail, ok, unreachable, type Result } from '@bookonce/kernel/result';
import { isSameRequest } from './booking-request.js';
import {
  evolvePlace,
  placeAsked,
  requestMove,
  settleMove,
  type MoveRefusal,
  type Reschedule,
  type SettledMove,
} from './booking-moves.js';
import { evolveManageLinks, requestManageLink, type AskForManageLink } from './manage-link.js';
import { holdersOf, type BookingState, type BookingStatus, type StartedBooking } from './booking-state.js';

/** One booking attempt from its request to its end. Who may book is not decided here but on the link's stream. */
export type BookingCommand =
  | { readonly type: 'request'; readonly request: BookingRequest }
  | { readonly type: 'requestOptIn'; readonly hostIds: readonly string[]; readonly until: Instant }
  | { readonly type: 'confirmOptIn' }
  | { readonly type: 'requestApproval'; readonly hostIds: readonly string[] }
  | { readonly type: 'confirm'; readonly hostIds: readonly string[] }
  | { readonly type: 'approve' }
  | { readonly type: 'decline'; readonly reason?: string }
  | { readonly type: 'cancel'; readonly by: 'attendee' | 'host'; readonly reason?: string }
  | { readonly type: 'reject'; readonly reason: VoidReason }
  | ({ readonly type: 'reschedule' } & Reschedule)
  | ({ readonly type: 'settleMove' } & SettledMove)
  | ({ readonly type: 'requestManageLink' } & AskForManageLink);

export type BookingRefusal =
  | PlaceBookingRefusal
  | MoveRefusal
  | { readonly kind: 'bookingUnknown' }
  /** The booking is past (or not yet at) the point where this can be done. */
  | { readonly kind: 'notPossibleWhile'; readonly status: BookingStatus };

type Decision = Result<readonly BookingEvent[], BookingRefusal>;

const nothing: Decision = ok([]);

const evolve = (state: BookingState, event: BookingEvent): BookingState => {
  if (event.type === 'BookingRequested') {
    return state.status === 'none'
      ? { status: 'requested', request: event.data, place: placeAsked(event.data), manageLinks: [] }
      : state;
  }
  if (state.status === 'none') return state;
  const { request, place, manageLinks } = state;
  const asked = { request, place, manageLinks };
  switch (event.type) {
    case 'OptInRequested':
      return { status: 'awaitingOptIn', ...asked, hostIds: event.data.hostIds };
    case 'OptInConfirmed':
      return { status: 'optedIn', ...asked, hostIds: holdersOf(state) };
    case 'ApprovalRequested':
      return { status: 'awaitingApproval', ...asked, hostIds: event.data.hostIds };
    case 'BookingConfirmed':
      return { status: 'confirmed', ...asked, hostIds: event.data.hostIds };
    case 'BookingRejected':
      return { status: 'rejected', ...asked, reason: event.data.reason };
    case 'BookingDeclined':
      return { status: 'declined', ...asked, hostIds: holdersOf(state) };
    case 'BookingCancelled':
      return { status: 'cancelled', ...asked, hostIds: holdersOf(state) };
    case 'RescheduleRequested':
    case 'RescheduleRefused':
    case 'BookingRescheduled':
      return { ...state, place: evolvePlace(place, event) };
    case 'ManageLinkRequested':
      return { ...state, manageLinks: evolveManageLinks(manageLinks, event.data) };
    default:
      // History may hold types that this version does not know.
      return state;
  }
};

const decide = (command: BookingCommand, state: BookingState): Decision => {
  if (command.type === 'request') return requestBooking(command.request, state);
  if (state.status === 'none') return fail({ kind: 'bookingUnknown' });
  const { bookingId } = state.request;
  switch (command.type) {
    case 'requestOptIn':
      return step(state, ['requested'], ['awaitingOptIn', 'optedIn'], {
        type: 'OptInRequested',
        data: { bookingId, hostIds: [...command.hostIds], until: command.until },
      });
    case 'confirmOptIn':
      return step(state, ['awaitingOptIn'], ['optedIn', 'awaitingApproval', 'confirmed'], {
        type: 'OptInConfirmed',
        data: { bookingId },
      });
    case 'requestApproval':
      return step(state, ['requested', 'optedIn'], ['awaitingApproval', 'confirmed', 'declined', 'cancelled'], {
        type: 'ApprovalRequested',
        data: { bookingId, hostIds: [...command.hostIds] },
      });
    case 'confirm':
      return step(state, ['requested', 'awaitingOptIn', 'optedIn'], ['confirmed', 'cancelled'], {
        type: 'BookingConfirmed',
        data: { bookingId, hostIds: [...command.hostIds] },
      });
    case 'approve':
      return step(state, ['awaitingApproval'], ['confirmed'], {
        type: 'BookingConfirmed',
        data: { bookingId, hostIds: [...holdersOf(state)] },
      });
    case 'decline':
      return step(state, ['awaitingApproval'], ['declined'], {
        type: 'BookingDeclined',
        data: { bookingId, ...reasonIn(command) },
      });
    case 'cancel':
      return step(state, ['confirmed', 'awaitingApproval'], ['cancelled'], {
        type: 'BookingCancelled',
        data: { bookingId, by: command.by, ...reasonIn(command) },
      });
    case 'reschedule':
      return requestMove(command, state);
    case 'settleMove':
      return settleMove(command, state);
    case 'requestManageLink':
      return ok(requestManageLink(command, state));
    case 'reject':
      return step(state, ['requested', 'awaitingOptIn', 'optedIn'], ['rejected'], {
        type: 'BookingRejected',
        data: { bookingId, reason: command.reason },
      });
    default:
      return unreachable(command);
  }
};

const requestBooking = (request: BookingRequest, state: BookingState): Decision => {
  if (state.status === 'none') return ok([{ type: 'BookingRequested', data: request }]);
  // The id derives from the caller's key: the same key for something else must not pass for a repeat (I8).
  return isSameRequest(request, state.request) ? nothing : fail({ kind: 'keyReused' });
};

/** One event where the attempt stands at `from`; nothing where the step was taken before (`past`). */
const step = (
  state: StartedBooking,
  from: readonly BookingStatus[],
  past: readonly BookingStatus[],
  event: BookingEvent,
): Decision => {
  if (from.includes(state.status)) return state.place.movingTo === null ? ok([event]) : fail({ kind: 'isMoving' });
  return past.includes(state.status) ? nothing : fail({ kind: 'notPossibleWhile', status: state.status });
};

const reasonIn = (command: { readonly reason?: string }): { readonly reason?: string } =>
  command.reason === undefined ? {} : { reason: command.reason };

export const booking: Decider<BookingCommand, BookingState, BookingEvent, BookingRefusal> = {
  initial: { status: 'none' },
  evolve,
  decide,
};
