import type { placeBooking, PlaceBookingRefusal, RescheduleBookingRefusal } from '@bookonce/contracts/commands/booking';
import type { PayloadOf } from '@bookonce/contracts/define-command';
import type { BookingEvent, BookingRequest } from '@bookonce/contracts/events/booking';
import {
  evolveBooking,
  MANAGE_LINKS_REMEMBERED,
  noBooking,
  type BookingState,
  type BookingStatus,
  type StartedBooking,
} from '@bookonce/contracts/streams/booking';
import type { CurrentLink } from '@bookonce/contracts/streams/link';
import { hostsOfLink, type MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import { emailKey, type QuestionAnswers } from '@bookonce/contracts/values/people';
import type { MoveRefusalReason, VoidReason } from '@bookonce/contracts/values/reasons';
import type { Decider } from '@bookonce/kernel/decider';
import { epochMsOf, instantOf, withoutUndefined, type Instant } from '@bookonce/kernel/json';
import { fail, ok, unreachable, type Result } from '@bookonce/kernel/result';
import { answerErrors } from './question-answers.js';

/** One booking attempt from its request to its end. The link's stream, not this one, decides which attempt may book. */
export type BookingCommand =
  | RequestBooking
  | {
      readonly type: 'requestOptIn';
      readonly hostIds: readonly string[];
      readonly until: Instant;
      readonly tokenHash: string;
    }
  | { readonly type: 'confirmOptIn' }
  | { readonly type: 'requestApproval'; readonly hostIds: readonly string[] }
  | { readonly type: 'confirm'; readonly hostIds: readonly string[] }
  | { readonly type: 'approve' }
  | { readonly type: 'decline'; readonly reason?: string }
  | { readonly type: 'cancel'; readonly by: 'attendee' | 'host'; readonly reason?: string }
  | { readonly type: 'reject'; readonly reason: VoidReason }
  | Reschedule
  | SettleMove
  | RequestManageLink;

interface RequestBooking {
  readonly type: 'request';
  readonly bookingId: string;
  readonly manageTokenHash: string;
  readonly wish: BookingWish;
  /** The current link and meeting type, from their own streams. */
  readonly link: CurrentLink;
  readonly meetingType: MeetingTypeSettings;
}

/** The caller's part of a booking; the service looks up the rest. */
export type BookingWish = PayloadOf<typeof placeBooking>;

interface Reschedule {
  readonly type: 'reschedule';
  readonly by: 'attendee' | 'host';
  readonly start: Instant;
  readonly now: Instant;
}

interface SettleMove {
  readonly type: 'settleMove';
  readonly move: number;
  /** Null if the calendars have moved the slot. */
  readonly refusal: MoveRefusalReason | null;
}

interface RequestManageLink {
  readonly type: 'requestManageLink';
  /** Names the caller's command, so that a repeated one sends no second mail. */
  readonly requestId: string;
  readonly email: string;
  readonly now: Instant;
}

export type BookingRefusal =
  | Exclude<PlaceBookingRefusal, { readonly kind: 'linkUnknown' }>
  | Extract<RescheduleBookingRefusal, { readonly kind: 'hasBegun' }>
  | { readonly kind: 'bookingUnknown' }
  /** The booking is past (or not yet at) the point at which this can be done. */
  | { readonly kind: 'notPossibleWhile'; readonly status: BookingStatus }
  /** Until a move is decided nothing else may happen: its calendars could be left in two places (I5, I6). */
  | { readonly kind: 'isMoving' };

type Decision = Result<readonly BookingEvent[], BookingRefusal>;

const nothing: Decision = ok([]);

const decide = (command: BookingCommand, state: BookingState): Decision => {
  if (command.type === 'request') return request(command, state);
  if (state.status === 'none') return fail({ kind: 'bookingUnknown' });
  const { bookingId } = state.request;
  switch (command.type) {
    case 'requestOptIn':
      return step(state, ['requested'], ['awaitingOptIn', 'optedIn'], {
        type: 'OptInRequested',
        data: { bookingId, hostIds: [...command.hostIds], until: command.until, optInTokenHash: command.tokenHash },
      });
    case 'confirmOptIn':
      return step(state, ['awaitingOptIn'], ['optedIn', 'awaitingApproval', 'confirmed'], {
        type: 'OptInConfirmed',
        data: { bookingId },
      });
    case 'requestApproval':
      return step(state, ['requested', 'optedIn'], ['awaitingApproval', 'confirmed', 'declined', 'cancelled'], {
        type: 'ApprovalRequested',
        data: { bookingId, hostIds: [...command.hostIds], round: 1, approvalTokenHash: '' },
      });
    case 'confirm':
      return step(state, ['requested', 'awaitingOptIn', 'optedIn'], ['confirmed', 'cancelled'], {
        type: 'BookingConfirmed',
        data: { bookingId, hostIds: [...command.hostIds] },
      });
    case 'approve':
      return step(state, ['awaitingApproval'], ['confirmed'], {
        type: 'BookingConfirmed',
        data: { bookingId, hostIds: [...state.hostIds] },
      });
    case 'decline':
      return step(state, ['awaitingApproval'], ['declined'], {
        type: 'BookingDeclined',
        data: { bookingId, cause: 'host', sendFreshLink: false, ...reasonIn(command) },
      });
    case 'cancel':
      return step(state, ['confirmed', 'awaitingApproval'], ['cancelled'], {
        type: 'BookingCancelled',
        data: { bookingId, by: command.by, ...reasonIn(command) },
      });
    case 'reject':
      return step(state, ['requested', 'awaitingOptIn', 'optedIn'], ['rejected'], {
        type: 'BookingRejected',
        data: { bookingId, reason: command.reason },
      });
    case 'reschedule':
      return reschedule(command, state);
    case 'settleMove':
      return settleMove(command, state);
    case 'requestManageLink':
      return requestManageLink(command, state);
    default:
      return unreachable(command);
  }
};

const request = (
  { bookingId, manageTokenHash, wish, link, meetingType }: RequestBooking,
  state: BookingState,
): Decision => {
  const { linkId, start, attendee, answers = {}, note, language } = wish;
  // The id derives from the caller's command: the same one for something else must not pass for a repeat (I8).
  if (state.status !== 'none') return isSameRequest(wish, state.request) ? nothing : fail({ kind: 'keyReused' });
  if (link.end !== null) return fail({ kind: 'linkEnded', end: link.end });
  const errors = answerErrors(meetingType.questions, answers);
  if (errors.length > 0) return fail({ kind: 'invalid', errors });
  const { meetingTypeId } = link;
  const { confirmation, durationMinutes } = meetingType;
  const end = instantOf(epochMsOf(start) + durationMinutes * 60_000);
  const fromType = { meetingTypeId, ...hostsOfLink(link, meetingType), confirmation, end };
  const said = { linkId, start, attendee, answers, ...withoutUndefined({ note, language }) };
  return ok([{ type: 'BookingRequested', data: { bookingId, ...fromType, ...said, manageTokenHash } }]);
};

/** Whether the caller requests the same booking again, wherever it has moved since (I8). */
const isSameRequest = (wish: BookingWish, before: BookingRequest): boolean =>
  wish.linkId === before.linkId &&
  wish.start === before.start &&
  wish.note === before.note &&
  wish.attendee.name === before.attendee.name &&
  wish.attendee.email === before.attendee.email &&
  wish.attendee.timeZone === before.attendee.timeZone &&
  isSameRecord(wish.answers ?? {}, before.answers);

const isSameRecord = (a: QuestionAnswers, b: QuestionAnswers): boolean => {
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
};

/** One event if the attempt stands at `from`; nothing if the step was taken before (`past`). */
const step = (
  state: StartedBooking,
  from: readonly BookingStatus[],
  past: readonly BookingStatus[],
  event: BookingEvent,
): Decision => {
  if (from.includes(state.status)) return state.time.movingTo === null ? ok([event]) : fail({ kind: 'isMoving' });
  return past.includes(state.status) ? nothing : fail({ kind: 'notPossibleWhile', status: state.status });
};

const reasonIn = (command: { readonly reason?: string }): { readonly reason?: string } =>
  command.reason === undefined ? {} : { reason: command.reason };

const reschedule = ({ by, start, now }: Reschedule, { status, time, request }: StartedBooking): Decision => {
  if (status !== 'confirmed' && status !== 'awaitingApproval') return fail({ kind: 'notPossibleWhile', status });
  const from = epochMsOf(time.start);
  const to = epochMsOf(start);
  if (time.movingTo !== null) return epochMsOf(time.movingTo.start) === to ? nothing : fail({ kind: 'isMoving' });
  if (from === to) return nothing;
  if (by === 'attendee' && from <= epochMsOf(now)) return fail({ kind: 'hasBegun' });
  const end = instantOf(to + epochMsOf(time.end) - from);
  const { bookingId } = request;
  return ok([
    { type: 'RescheduleRequested', data: { bookingId, move: time.moves + 1, start: instantOf(to), end, by } },
  ]);
};

/** Stores what the calendars decided; nothing if that move was settled before. */
const settleMove = ({ move, refusal }: SettleMove, { request, time }: StartedBooking): Decision => {
  const { movingTo, start: fromStart, end: fromEnd } = time;
  if (movingTo === null || time.moves !== move) return nothing;
  const { bookingId } = request;
  return ok([
    refusal === null
      ? { type: 'BookingRescheduled', data: { bookingId, ...movingTo, fromStart, fromEnd } }
      : { type: 'RescheduleRefused', data: { bookingId, move, reason: refusal } },
  ]);
};

const MANAGE_LINK_WINDOW_MS = 60 * 60_000;

/**
 * Never refuses: the caller must not learn whether the address is the attendee's, and so whether a mail goes out. The
 * mail goes to the address of the booking, which may be written in another case. Anybody who has the link and knows the
 * address can ask, so few mails an hour are sent.
 */
const requestManageLink = (
  { requestId, email, now }: RequestManageLink,
  { status, request, manageLinks }: StartedBooking,
): Decision => {
  if (!consumedItsLink(status) || emailKey(email) !== emailKey(request.attendee.email)) return nothing;
  const recent = manageLinks.filter(({ at }) => Math.abs(epochMsOf(now) - epochMsOf(at)) < MANAGE_LINK_WINDOW_MS);
  const isRepeat = manageLinks.some((mailed) => mailed.requestId === requestId);
  if (isRepeat || recent.length >= MANAGE_LINKS_REMEMBERED) return nothing;
  return ok([{ type: 'ManageLinkRequested', data: { bookingId: request.bookingId, requestId, at: now } }]);
};

const consumedItsLink = (status: StartedBooking['status']): boolean =>
  status === 'confirmed' || status === 'awaitingApproval' || status === 'declined' || status === 'cancelled';

export const booking: Decider<BookingCommand, BookingState, BookingEvent, BookingRefusal> = {
  initial: noBooking,
  evolve: evolveBooking,
  decide,
};

/** Returns whether the same request may succeed later, although the attempt was rejected. */
export const mayBeRetried = (state: BookingState): boolean =>
  state.status === 'rejected' && (state.reason === 'overdue' || state.reason === 'tooManyPending');
