import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { evolveBooking, noBooking, type BookingState, type StartedBooking } from '@bookonce/contracts/streams/booking';
import type { VoidReason } from '@bookonce/contracts/values/reasons';
import type { Decider } from '@bookonce/kernel/decider';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import type { CalendarPerson } from '@bookonce/kernel/ports/calendar-meeting';
import { fail, ok, unreachable } from '@bookonce/kernel/result';
import {
  approve,
  decline,
  expireApproval,
  recordFreshLink,
  requestApproval,
  type ApprovalCommand,
} from './approval.js';
import { nothing, notPossibleWhile, reasonIn, step, type BookingRefusal, type Decision } from './booking-decision.js';
import { changeLength, changeLocation, isOver, reschedule, settleMove, type MeetingCommand } from './change-meeting.js';
import { mailChanges, paceMails, type MailChanges } from './pace-mails.js';
import { requestManageLink, type RequestManageLink } from './manage-link.js';
import { cancelAttempt, confirmOptIn, requestOptIn, requestOptInMail, type OptInCommand } from './opt-in.js';
import { recordClashes, type RecordClashes } from './record-clashes.js';
import { remind, scheduleReminders, type Remind } from './reminders.js';
import { requestBooking, type RequestBooking } from './request-booking.js';

/** One booking attempt from its request to its end. The link's stream, not this one, decides which attempt may book. */
export type BookingCommand =
  | RequestBooking
  | OptInCommand
  | ApprovalCommand
  | Confirm
  | { readonly type: 'reject'; readonly reason: VoidReason }
  | Cancel
  | MeetingCommand
  | Remind
  | MailChanges
  | RecordNoShow
  | RecordClashes
  | RequestManageLink;

interface Confirm {
  readonly type: 'confirm';
  readonly hostIds: readonly string[];
  readonly organizer: CalendarPerson;
  readonly now: Instant;
}

interface Cancel {
  readonly type: 'cancel';
  readonly by: 'attendee' | 'host';
  readonly reason?: string | undefined;
  readonly now: Instant;
}

interface RecordNoShow {
  readonly type: 'recordNoShow';
  readonly noShow: boolean;
  readonly now: Instant;
}

const decide = (command: BookingCommand, state: BookingState): Decision => {
  const decision = decideAlone(command, state);
  if (!decision.ok || !('now' in command) || state.status === 'none') return decision;
  return ok(paceMails(state, decision.value, command.now));
};

const decideAlone = (command: BookingCommand, state: BookingState): Decision => {
  if (command.type === 'request') return requestBooking(command, state);
  if (state.status === 'none') return fail({ kind: 'bookingUnknown' });
  switch (command.type) {
    case 'requestOptIn':
      return requestOptIn(command, state);
    case 'confirmOptIn':
      return confirmOptIn(state);
    case 'requestOptInMail':
      return requestOptInMail(command, state);
    case 'cancelAttempt':
      return cancelAttempt(state);
    case 'requestApproval':
      return requestApproval(command, state);
    case 'approve':
      return approve(command, state);
    case 'decline':
      return decline(command, state);
    case 'expireApproval':
      return expireApproval(command.now, state);
    case 'recordFreshLink':
      return recordFreshLink(command.linkId, state);
    case 'confirm':
      return confirm(command, state);
    case 'reject':
      return step(state, ['requested', 'awaitingOptIn', 'optedIn'], ['rejected'], {
        type: 'BookingRejected',
        data: { bookingId: state.request.bookingId, reason: command.reason },
      });
    case 'cancel':
      return cancel(command, state);
    case 'reschedule':
      return reschedule(command, state);
    case 'changeLength':
      return changeLength(command, state);
    case 'changeLocation':
      return changeLocation(command, state);
    case 'settleMove':
      return settleMove(command, state);
    case 'remind':
      return remind(command, state);
    case 'mailChanges':
      return mailChanges(command, state);
    case 'recordNoShow':
      return recordNoShow(command, state);
    case 'recordClashes':
      return recordClashes(command, state);
    case 'requestManageLink':
      return requestManageLink(command, state);
    default:
      return unreachable(command);
  }
};

const confirm = ({ hostIds, organizer, now }: Confirm, state: StartedBooking): Decision => {
  const confirmed: BookingEvent = {
    type: 'BookingConfirmed',
    data: { bookingId: state.request.bookingId, hostIds: [...hostIds], organizer },
  };
  const reminders = scheduleReminders(state, state.time.start, now);
  return step(state, ['requested', 'awaitingOptIn', 'optedIn'], ['confirmed', 'cancelled'], confirmed, ...reminders);
};

/** Once the meeting is over, only the host can cancel it, to correct the record. */
const cancel = ({ by, reason, now }: Cancel, state: StartedBooking): Decision => {
  // A move that is undecided may lead to a time that is not over.
  if (by === 'attendee' && state.time.movingTo === null && isOver(state, now)) return fail({ kind: 'isOver' });
  return step(state, ['confirmed', 'awaitingApproval'], ['cancelled'], {
    type: 'BookingCancelled',
    data: { bookingId: state.request.bookingId, by, ...reasonIn({ reason }) },
  });
};

const recordNoShow = ({ noShow, now }: RecordNoShow, state: StartedBooking): Decision => {
  const { status, time, request } = state;
  if (status !== 'confirmed') return notPossibleWhile(status);
  if (time.movingTo !== null) return fail({ kind: 'isMoving' });
  if (epochMsOf(time.end) > epochMsOf(now)) return fail({ kind: 'isNotOver' });
  return state.noShow === noShow
    ? nothing
    : ok([{ type: 'NoShowRecorded', data: { bookingId: request.bookingId, noShow } }]);
};

export const booking: Decider<BookingCommand, BookingState, BookingEvent, BookingRefusal> = {
  initial: noBooking,
  evolve: evolveBooking,
  decide,
};

/** Returns whether the same request may succeed later, although the attempt was rejected. */
export const isRetryable = (state: BookingState): boolean =>
  state.status === 'rejected' && (state.reason === 'overdue' || state.reason === 'tooManyPending');
