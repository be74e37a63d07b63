import type { ArchivedRefusal, HostsDeactivatedRefusal } from '@bookonce/contracts/commands/link';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { StartedBooking } from '@bookonce/contracts/streams/booking';
import { epochMsOf, type Instant } from '@bookonce/kernel/json';
import type { CalendarPerson } from '@bookonce/kernel/ports/calendar-meeting';
import { fail, ok } from '@bookonce/kernel/result';
import {
  earliestOf,
  minutesAfter,
  nothing,
  notPossibleWhile,
  reasonIn,
  step,
  type Decision,
} from './booking-decision.js';
import { scheduleReminders } from './reminders.js';

/** Steps of a booking that its host approves. */
export type ApprovalCommand =
  | RequestApproval
  | Approve
  | Decline
  | { readonly type: 'expireApproval'; readonly now: Instant }
  | { readonly type: 'recordFreshLink'; readonly linkId: string };

interface RequestApproval {
  readonly type: 'requestApproval';
  readonly hostIds: readonly string[];
  readonly tokenHash: string;
  readonly now: Instant;
}

/** A mailed button decides in its own round only; without a round, a host who is signed in decides. */
interface Deciding {
  readonly round?: number | undefined;
  /**
   * Whether one of the booking's hosts is deactivated. All of them were mailed the same button, which would let that one
   * decide.
   */
  readonly isHostDeactivated?: boolean;
}

interface Approve extends Deciding {
  readonly type: 'approve';
  readonly message?: string | undefined;
  readonly organizer: CalendarPerson;
  readonly now: Instant;
}

interface Decline extends Deciding {
  readonly type: 'decline';
  readonly reason?: string | undefined;
  readonly sendFreshLink?: boolean | undefined;
  /** Why no fresh link can be made; null if one can. */
  readonly newLinkRefusal?: ArchivedRefusal | HostsDeactivatedRefusal | null;
}

export const requestApproval = ({ hostIds, tokenHash, now }: RequestApproval, state: StartedBooking): Decision =>
  step(
    state,
    ['requested', 'optedIn'],
    ['awaitingApproval', 'confirmed', 'declined', 'cancelled'],
    approvalRequested(state, { hostIds, start: state.time.start, tokenHash, now }),
  );

interface Asked {
  readonly hostIds: readonly string[];
  readonly start: Instant;
  readonly tokenHash: string;
  readonly now: Instant;
}

/** The event that opens the next round. A host can approve until the meeting begins, and no longer than the type says. */
export const approvalRequested = (
  { request, approval }: StartedBooking,
  { hostIds, start, tokenHash, now }: Asked,
): BookingEvent => {
  const { bookingId, approvalHours } = request;
  const until = approvalHours === undefined ? start : earliestOf(minutesAfter(now, approvalHours * 60), start);
  const round = (approval?.round ?? 0) + 1;
  return {
    type: 'ApprovalRequested',
    data: { bookingId, hostIds: [...hostIds], round, until, approvalTokenHash: tokenHash },
  };
};

export const approve = (command: Approve, state: StartedBooking): Decision => {
  const { round, message, organizer, now } = command;
  if (isOfEarlierRound(round, state)) return fail({ kind: 'askedAnew' });
  if (isOfDeactivated(command, state)) return fail({ kind: 'hostDeactivated' });
  if (state.status === 'confirmed' && state.approval === undefined) return notPossibleWhile(state.status);
  const { request, hostIds, time } = state;
  const words = message === undefined ? {} : { message };
  const data = { bookingId: request.bookingId, hostIds: [...hostIds], organizer, ...words };
  return step(
    state,
    ['awaitingApproval'],
    ['confirmed'],
    { type: 'BookingConfirmed', data },
    ...scheduleReminders(state, time.start, now),
  );
};

export const decline = (command: Decline, state: StartedBooking): Decision => {
  if (isOfEarlierRound(command.round, state)) return fail({ kind: 'askedAnew' });
  if (isOfDeactivated(command, state)) return fail({ kind: 'hostDeactivated' });
  // The host was too late: a fresh link, say, would not be made.
  if (state.declinedFor === 'approvalExpired') return notPossibleWhile(state.status);
  const { sendFreshLink = false, newLinkRefusal = null } = command;
  // Once the decline is stored, the link service makes the link: this is the moment to refuse it.
  if (sendFreshLink && newLinkRefusal !== null && state.status === 'awaitingApproval') return fail(newLinkRefusal);
  return step(state, ['awaitingApproval'], ['declined'], {
    type: 'BookingDeclined',
    data: { bookingId: state.request.bookingId, cause: 'host', sendFreshLink, ...reasonIn(command) },
  });
};

/** Declines in the host's place. A no-op if the timer fires early (I20). */
export const expireApproval = (now: Instant, state: StartedBooking): Decision => {
  const until = state.approval?.until;
  if (state.status !== 'awaitingApproval' || until === undefined || epochMsOf(now) < epochMsOf(until)) return nothing;
  return step(state, ['awaitingApproval'], [], {
    type: 'BookingDeclined',
    data: { bookingId: state.request.bookingId, cause: 'approvalExpired', sendFreshLink: false },
  });
};

/** Completes a decline with a fresh link, which the link service has issued. */
export const recordFreshLink = (linkId: string, state: StartedBooking): Decision => {
  if (state.status !== 'declined' || state.sendFreshLink !== true) return notPossibleWhile(state.status);
  if (state.freshLinkId !== undefined) return nothing;
  return ok([{ type: 'FreshLinkIssued', data: { bookingId: state.request.bookingId, linkId } }]);
};

/** Once it is decided, the repeat of a button's command is answered as ever (I8). */
const isOfDeactivated = ({ round, isHostDeactivated = false }: Deciding, { status }: StartedBooking): boolean =>
  round !== undefined && isHostDeactivated && status === 'awaitingApproval';

const isOfEarlierRound = (round: number | undefined, { approval }: StartedBooking): boolean =>
  round !== undefined && approval !== undefined && round !== approval.round;
