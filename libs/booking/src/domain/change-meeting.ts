import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { movesLeft, type StartedBooking } from '@bookonce/contracts/streams/booking';
import type { Interval } from '@bookonce/contracts/values/instant';
import { isSamePlace } from '@bookonce/contracts/values/meeting-place';
import type { Location } from '@bookonce/contracts/values/meeting-type';
import type { MoveRefusalReason } from '@bookonce/contracts/values/reasons';
import { epochMsOf, instantOf, type Instant } from '@bookonce/kernel/json';
import { fail, ok } from '@bookonce/kernel/result';
import { approvalRequested } from './approval.js';
import { minutesAfter, nothing, notPossibleWhile, step, type Decision } from './booking-decision.js';
import { scheduleReminders } from './reminders.js';

/** Changes of when, how long and where a meeting is. */
export type MeetingCommand = Reschedule | ChangeLength | ChangeLocation | SettleMove;

interface Reschedule {
  readonly type: 'reschedule';
  readonly by: 'attendee' | 'host';
  readonly start: Instant;
  readonly now: Instant;
}

interface ChangeLength {
  readonly type: 'changeLength';
  readonly durationMinutes: number;
  readonly now: Instant;
}

interface ChangeLocation {
  readonly type: 'changeLocation';
  /** Null: it is not said. */
  readonly location: Location | null;
  readonly now: Instant;
}

interface SettleMove {
  readonly type: 'settleMove';
  readonly move: number;
  /** Null if the calendars have moved the slot. */
  readonly refusal: MoveRefusalReason | null;
  /** Of the token that decides after the move, if the booking awaits approval. */
  readonly approvalTokenHash: string;
  readonly now: Instant;
}

export const reschedule = ({ by, start, now }: Reschedule, state: StartedBooking): Decision => {
  const { time } = state;
  const from = epochMsOf(time.start);
  const to = epochMsOf(start);
  const isMove = time.movingTo === null && from !== to;
  if (isStanding(state) && isMove && by === 'attendee') {
    if (from <= epochMsOf(now)) return fail({ kind: 'hasBegun' });
    if (movesLeft(state) === 0) return fail({ kind: 'tooManyMoves' });
  }
  return moveTo(state, { start: instantOf(to), end: instantOf(to + epochMsOf(time.end) - from) }, by);
};

/** A move to the same start: the calendars decide whether the new end is free. */
export const changeLength = ({ durationMinutes, now }: ChangeLength, state: StartedBooking): Decision => {
  if (isOver(state, now)) return fail({ kind: 'isOver' });
  const { start } = state.time;
  return moveTo(state, { start, end: minutesAfter(start, durationMinutes) }, 'host');
};

const moveTo = (state: StartedBooking, to: Interval, by: 'attendee' | 'host'): Decision => {
  const { time, request } = state;
  if (!isStanding(state)) return notPossibleWhile(state.status);
  if (time.movingTo !== null) return isSameTime(time.movingTo, to) ? nothing : fail({ kind: 'isMoving' });
  if (isSameTime(time, to)) return nothing;
  const { bookingId } = request;
  return ok([{ type: 'RescheduleRequested', data: { bookingId, move: time.moves + 1, ...to, by } }]);
};

export const changeLocation = ({ location, now }: ChangeLocation, state: StartedBooking): Decision => {
  if (isOver(state, now)) return fail({ kind: 'isOver' });
  if (isStanding(state) && isKnownPlace(location, state.location)) return nothing;
  return step(state, ['confirmed', 'awaitingApproval'], [], {
    type: 'LocationChanged',
    data: { bookingId: state.request.bookingId, location },
  });
};

/** Stores what the calendars decided; nothing if that move was settled before. */
export const settleMove = (command: SettleMove, state: StartedBooking): Decision => {
  const { move, refusal } = command;
  const { request, time } = state;
  const { movingTo, start: fromStart, end: fromEnd } = time;
  if (movingTo === null || time.moves !== move) return nothing;
  const { bookingId } = request;
  if (refusal !== null) return ok([{ type: 'RescheduleRefused', data: { bookingId, move, reason: refusal } }]);
  const { start, end } = movingTo;
  return ok([
    { type: 'BookingRescheduled', data: { bookingId, start, end, fromStart, fromEnd } },
    ...afterMove(command, state, movingTo),
  ]);
};

/**
 * Returns the events that follow a move in the same append: reminders of the new time or, if the host has yet to approve,
 * the next request for approval.
 */
const afterMove = (
  { approvalTokenHash: tokenHash, now }: SettleMove,
  state: StartedBooking,
  { start }: Interval,
): readonly BookingEvent[] => {
  if (state.status === 'awaitingApproval') {
    return [approvalRequested(state, { hostIds: state.hostIds, start, tokenHash, now })];
  }
  // Another length leaves the start, and with it the reminders, as they are.
  return start === state.time.start ? [] : scheduleReminders(state, start, now);
};

const isStanding = ({ status }: StartedBooking): boolean => status === 'confirmed' || status === 'awaitingApproval';

/** Whether the meeting of a booking that stands has ended. */
export const isOver = (state: StartedBooking, now: Instant): boolean =>
  isStanding(state) && epochMsOf(state.time.end) <= epochMsOf(now);

/** Undefined: the meeting type says it, which may be anything. */
const isKnownPlace = (place: Location | null, known: Location | null | undefined): boolean =>
  known !== undefined && isSamePlace(place, known);

const isSameTime = (a: Interval, b: Interval): boolean =>
  epochMsOf(a.start) === epochMsOf(b.start) && epochMsOf(a.end) === epochMsOf(b.end);
