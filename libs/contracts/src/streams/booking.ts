import type { Instant } from '@bookonce/kernel/json';
import type { BookingEvent, BookingRequest } from '../events/booking.js';
import type { Interval } from '../values/instant.js';
import { placeWithoutRoom } from '../values/meeting-place.js';
import type { Location } from '../values/meeting-type.js';
import type { MoveRefusalReason, VoidReason } from '../values/reasons.js';
import { evolveClashes, type Clashes } from './booking-clashes.js';
import { evolveMailing, noMails, type Mailing } from './booking-mails.js';

/** The time of the meeting, and the undecided move, if any. */
export interface BookedTime extends Interval {
  /** How many moves were requested. */
  readonly moves: number;
  /** Where the last requested move leads; null once it is decided. */
  readonly movingTo: (Interval & { readonly by: 'attendee' | 'host' }) | null;
  /** How often the attendee has moved it. */
  readonly movesByAttendee: number;
  /** Why the last move was refused; null if it was made, or none was requested. */
  readonly moveRefusal: MoveRefusalReason | null;
}

export type ScheduledReminder = Extract<BookingEvent, { type: 'RemindersScheduled' }>['data']['reminders'][number];

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
  /** Raised by each move, by another place and by a cancellation: the SEQUENCE of its calendar file. */
  readonly sequence: number;
  readonly optInUntil?: Instant;
  readonly optInTokenHash?: string;
  /** The requests for the opt-in mail after the first one: as many as are taken. */
  readonly optInMails: readonly string[];
  /** The latest request for approval. */
  readonly approval?: { readonly round: number; readonly until?: Instant | undefined; readonly tokenHash: string };
  /** Where it takes place; null: not said. Undefined as long as the meeting type says it. */
  readonly location: Location | null | undefined;
  /** The message of the host who approved. */
  readonly message?: string;
  /** Why it was declined: by the host, or because nobody answered in time. */
  readonly declinedFor?: 'host' | 'approvalExpired';
  /** After a decline: a fresh link is to be made for the attendee. */
  readonly sendFreshLink?: boolean;
  readonly freshLinkId?: string;
  /** The reminders of the meeting that are still to come, by the time they are due. */
  readonly reminders: readonly ScheduledReminder[];
  readonly noShow: boolean;
  /** The reason that the host or the attendee gave for declining or cancelling. */
  readonly endedReason?: string;
  /** The latest mails with its manage link, oldest first. */
  readonly manageLinks: readonly ManageLinkMailed[];
  readonly mailing: Mailing;
  /** Absent if none were ever recorded. */
  readonly clashes?: Clashes;
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

/** How often the opt-in link of a booking is mailed after the first time. */
export const MOST_OPT_IN_MAILS = 3;

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
  const next = evolveStarted(state, event);
  const mailing = evolveMailing(next.mailing, event, next);
  const clashes = evolveClashes(next.clashes, event, next);
  if (mailing === next.mailing && clashes === next.clashes) return next;
  return { ...next, mailing, ...(clashes === undefined ? {} : { clashes }) };
};

type LaterEvent = Exclude<BookingEvent, { readonly type: 'BookingRequested' }>;

const evolveStarted = (state: StartedBooking, event: LaterEvent): StartedBooking => {
  const { time, sequence } = state;
  const facts = factsOf(state);
  switch (event.type) {
    case 'OptInRequested':
      return {
        ...facts,
        status: 'awaitingOptIn',
        hostIds: event.data.hostIds,
        optInUntil: event.data.until,
        optInTokenHash: event.data.optInTokenHash,
      };
    case 'OptInMailRequested':
      return { ...state, optInMails: [...state.optInMails, event.data.requestId].slice(-MOST_OPT_IN_MAILS) };
    case 'OptInConfirmed':
      return { ...facts, status: 'optedIn' };
    case 'ApprovalRequested': {
      const { hostIds, round, until, approvalTokenHash: tokenHash } = event.data;
      return { ...facts, status: 'awaitingApproval', hostIds, approval: { round, until, tokenHash } };
    }
    case 'BookingConfirmed': {
      const { hostIds, message } = event.data;
      return {
        ...facts,
        status: 'confirmed',
        hostIds,
        wasConfirmed: true,
        ...(message === undefined ? {} : { message }),
      };
    }
    case 'BookingRejected':
      return { ...facts, status: 'rejected', reason: event.data.reason };
    case 'BookingDeclined':
      return {
        ...facts,
        status: 'declined',
        declinedFor: event.data.cause,
        sendFreshLink: event.data.sendFreshLink,
        ...endedReason(event.data),
      };
    case 'FreshLinkIssued':
      return { ...state, freshLinkId: event.data.linkId };
    case 'BookingCancelled':
      return { ...facts, status: 'cancelled', sequence: sequence + 1, ...endedReason(event.data) };
    case 'RescheduleRequested': {
      const { move, start, end, by } = event.data;
      return { ...state, time: { ...time, moves: move, movingTo: { start, end, by }, moveRefusal: null } };
    }
    case 'RescheduleRefused':
      return { ...state, time: { ...time, movingTo: null, moveRefusal: event.data.reason } };
    case 'BookingRescheduled': {
      const { start, end } = event.data;
      const movesByAttendee = time.movesByAttendee + (time.movingTo?.by === 'attendee' ? 1 : 0);
      const moved = { ...time, start, end, movesByAttendee, movingTo: null, moveRefusal: null };
      return { ...state, sequence: sequence + 1, time: moved };
    }
    case 'LocationChanged':
      return { ...state, sequence: sequence + 1, location: event.data.location };
    case 'RemindersScheduled':
      return { ...state, reminders: event.data.reminders };
    case 'ReminderRequested':
      return { ...state, reminders: state.reminders.filter(({ dueAt }) => dueAt > event.data.dueAt) };
    case 'NoShowRecorded':
      return { ...state, noShow: event.data.noShow };
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
  time: { start: request.start, end: request.end, moves: 0, movesByAttendee: 0, movingTo: null, moveRefusal: null },
  hostIds: [],
  wasConfirmed: false,
  sequence: 0,
  optInMails: [],
  location: request.location,
  reminders: [],
  noShow: false,
  manageLinks: [],
  mailing: noMails,
});

/** Without the status and what belongs to it. */
const factsOf = (state: StartedBooking): BookingFacts => {
  if (state.status !== 'rejected') return state;
  const { reason: _reason, ...facts } = state;
  return facts;
};

const endedReason = ({ reason }: { readonly reason?: string | undefined }): { readonly endedReason?: string } =>
  reason === undefined ? {} : { endedReason: reason };

const MOST_MOVES_BY_ATTENDEE = 10;

/** Returns how often the attendee may still move the booking. The host is free. */
export const movesLeft = ({ time }: Pick<StartedBooking, 'time'>): number =>
  Math.max(0, MOST_MOVES_BY_ATTENDEE - time.movesByAttendee);

/** Returns why the attempt ended before it had consumed its link; null if it has not. */
export const endOfAttempt = (booking: StartedBooking): VoidReason | null => {
  if (booking.status === 'rejected') return booking.reason;
  const hadConsumedLink = booking.wasConfirmed || booking.approval !== undefined;
  return booking.status === 'cancelled' && !hadConsumedLink ? 'cancelled' : null;
};

export const shownStatusOf = ({ status }: StartedBooking): ShownBookingStatus =>
  status === 'requested' || status === 'optedIn' ? 'pending' : status;

/**
 * Returns where a booking takes place; null: not said. Bookings of version 1 follow their meeting type, and have no room
 * of their own.
 */
export const locationOf = ({ location }: StartedBooking, ofMeetingType: Location | undefined): Location | null => {
  if (location !== undefined) return location;
  return ofMeetingType === undefined ? null : placeWithoutRoom(ofMeetingType);
};

/** The hosts of the meeting; until they are decided, the candidates. */
export const hostIdsOf = ({ hostIds, request }: Pick<StartedBooking, 'hostIds' | 'request'>): readonly string[] =>
  hostIds.length > 0 ? hostIds : request.hostIds;
