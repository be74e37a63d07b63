import type { Instant } from '@bookonce/kernel/json';
import type { BookingEvent, BookingRequest } from '../events/booking.js';
import type { Interval } from '../values/instant.js';
import type { MoveRefusalReason, VoidReason } from '../values/reasons.js';

/** The time of the meeting, and the undecided move, if any. */
export interface BookedTime extends Interval {
  /** How many moves were requested. */
  readonly moves: number;
  /** Where the last requested move leads; null once it is decided. */
  readonly movingTo: Interval | null;
  /** Why the last move was refused; null if it was made, or none was requested. */
  readonly moveRefusal: MoveRefusalReason | null;
}

export interface ManageLinkMailed {
  readonly requestId: string;
  readonly at: Instant;
}

interface BookingFacts {
  /** As it was requested; the booking may have moved since. */
  readonly request: BookingRequest;
  readonly time: BookedTime;
  /** The hosts whose calendars hold its slot; empty until that is known. */
  readonly hostIds: readonly string[];
  /** True if it was ever confirmed, so calendars contain it. */
  readonly wasConfirmed: boolean;
  /** Raised by each move and by a cancellation: the SEQUENCE of its calendar file. */
  readonly sequence: number;
  readonly optInUntil?: Instant;
  /** The reason that the host or the attendee gave for declining or cancelling. */
  readonly endedReason?: string;
  /** The latest mails with its manage link, oldest first. */
  readonly manageLinks: readonly ManageLinkMailed[];
}

/** A booking attempt that was requested. */
export type StartedBooking = BookingFacts &
  (
    | {
        readonly status:
          'requested' | 'awaitingOptIn' | 'optedIn' | 'awaitingApproval' | 'confirmed' | 'declined' | 'cancelled';
      }
    | { readonly status: 'rejected'; readonly reason: VoidReason }
  );

/** The state of one booking attempt. */
export type BookingState = { readonly status: 'none' } | StartedBooking;
export type BookingStatus = BookingState['status'];

/** The status shown to people: all steps that need nobody's action are `pending`. */
export type ShownBookingStatus = Exclude<BookingStatus, 'none' | 'requested' | 'optedIn'> | 'pending';

/** How many mails with the manage link the state keeps. No rule needs more, so the state does not grow. */
export const MANAGE_LINKS_REMEMBERED = 3;

export const noBooking: BookingState = { status: 'none' };

/**
 * Folds the events of `booking-<id>`. Decider, view and mails all use this fold, so that none of them understands a
 * booking differently. Total: events in any order are accepted, and types of later versions change nothing.
 */
export const evolveBooking = (state: BookingState, event: BookingEvent): BookingState => {
  if (event.type === 'BookingRequested') return state.status === 'none' ? requested(event.data) : state;
  if (state.status === 'none') return state;
  const { time, sequence } = state;
  const facts = factsOf(state);
  switch (event.type) {
    case 'OptInRequested':
      return { ...facts, status: 'awaitingOptIn', hostIds: event.data.hostIds, optInUntil: event.data.until };
    case 'OptInConfirmed':
      return { ...facts, status: 'optedIn' };
    case 'ApprovalRequested':
      return { ...facts, status: 'awaitingApproval', hostIds: event.data.hostIds };
    case 'BookingConfirmed':
      return { ...facts, status: 'confirmed', hostIds: event.data.hostIds, wasConfirmed: true };
    case 'BookingRejected':
      return { ...facts, status: 'rejected', reason: event.data.reason };
    case 'BookingDeclined':
      return { ...facts, status: 'declined', ...endedReason(event.data) };
    case 'BookingCancelled':
      return { ...facts, status: 'cancelled', sequence: sequence + 1, ...endedReason(event.data) };
    case 'RescheduleRequested': {
      const { move, start, end } = event.data;
      return { ...state, time: { ...time, moves: move, movingTo: { start, end }, moveRefusal: null } };
    }
    case 'RescheduleRefused':
      return { ...state, time: { ...time, movingTo: null, moveRefusal: event.data.reason } };
    case 'BookingRescheduled': {
      const { start, end } = event.data;
      return { ...state, sequence: sequence + 1, time: { ...time, start, end, movingTo: null, moveRefusal: null } };
    }
    case 'ManageLinkRequested': {
      const { requestId, at } = event.data;
      const manageLinks = [...state.manageLinks, { requestId, at }].slice(-MANAGE_LINKS_REMEMBERED);
      return { ...state, manageLinks };
    }
    default:
      return state;
  }
};

const requested = (request: BookingRequest): StartedBooking => ({
  status: 'requested',
  request,
  time: { start: request.start, end: request.end, moves: 0, movingTo: null, moveRefusal: null },
  hostIds: [],
  wasConfirmed: false,
  sequence: 0,
  manageLinks: [],
});

/** Without the status and what belongs to it. */
const factsOf = (state: StartedBooking): BookingFacts => {
  if (state.status !== 'rejected') return state;
  const { reason: _reason, ...facts } = state;
  return facts;
};

const endedReason = ({ reason }: { readonly reason?: string | undefined }): { readonly endedReason?: string } =>
  reason === undefined ? {} : { endedReason: reason };

export const shownStatusOf = ({ status }: StartedBooking): ShownBookingStatus =>
  status === 'requested' || status === 'optedIn' ? 'pending' : status;

/** The hosts of the meeting; until they are decided, the candidates. */
export const hostIdsOf = ({ hostIds, request }: Pick<StartedBooking, 'hostIds' | 'request'>): readonly string[] =>
  hostIds.length > 0 ? hostIds : request.hostIds;
