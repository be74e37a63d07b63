import { endOfAttempt, MOST_OPT_IN_MAILS, type StartedBooking } from '@bookonce/contracts/streams/booking';
import type { Instant } from '@bookonce/kernel/json';
import { fail, ok } from '@bookonce/kernel/result';
import { earliestOf, minutesAfter, nothing, notPossibleWhile, step, type Decision } from './booking-decision.js';

/** Steps of an attempt that its attendee confirms by mail. */
export type OptInCommand =
  RequestOptIn | { readonly type: 'confirmOptIn' } | RequestOptInMail | { readonly type: 'cancelAttempt' };

interface RequestOptIn {
  readonly type: 'requestOptIn';
  readonly hostIds: readonly string[];
  readonly tokenHash: string;
  readonly now: Instant;
}

interface RequestOptInMail {
  readonly type: 'requestOptInMail';
  /** Names the caller's command, so that a repeated one sends no second mail. */
  readonly requestId: string;
}

const OPT_IN_MINUTES = 30;

/** Never waits beyond the start of the meeting, nor the end of the link. */
export const requestOptIn = ({ hostIds, tokenHash, now }: RequestOptIn, state: StartedBooking): Decision => {
  const { request, time } = state;
  const { minutes = OPT_IN_MINUTES, linkExpiresAt = time.start } = request.optIn ?? {};
  const until = earliestOf(minutesAfter(now, minutes), time.start, linkExpiresAt);
  return step(state, ['requested'], ['awaitingOptIn', 'optedIn', 'awaitingApproval', 'confirmed'], {
    type: 'OptInRequested',
    data: { bookingId: request.bookingId, hostIds: [...hostIds], until, optInTokenHash: tokenHash },
  });
};

/** The link decides whether this opt-in came first; the attempt only records that its attendee has confirmed. */
export const confirmOptIn = (state: StartedBooking): Decision => {
  const ended = endedAttempt(state);
  if (ended !== null) return ended;
  const { bookingId, optIn } = state.request;
  // Nobody has the token of an attempt that was never put before its attendee.
  if (optIn === undefined || state.status === 'requested') return fail({ kind: 'bookingUnknown' });
  return step(state, ['awaitingOptIn'], ['optedIn', 'awaitingApproval', 'confirmed', 'declined', 'cancelled'], {
    type: 'OptInConfirmed',
    data: { bookingId },
  });
};

export const requestOptInMail = ({ requestId }: RequestOptInMail, state: StartedBooking): Decision => {
  const ended = endedAttempt(state);
  if (ended !== null) return ended;
  if (state.status !== 'awaitingOptIn') return notPossibleWhile(state.status);
  if (state.optInMails.includes(requestId)) return nothing;
  if (state.optInMails.length >= MOST_OPT_IN_MAILS) return fail({ kind: 'tooManyMails' });
  return ok([{ type: 'OptInMailRequested', data: { bookingId: state.request.bookingId, requestId } }]);
};

/** Records that the attendee cancelled the attempt. The link has voided it before, so it can never be confirmed (I2). */
export const cancelAttempt = (state: StartedBooking): Decision =>
  step(state, ['requested', 'awaitingOptIn', 'optedIn'], ['cancelled'], {
    type: 'BookingCancelled',
    data: { bookingId: state.request.bookingId, by: 'attendee' },
  });

const endedAttempt = (state: StartedBooking): Decision | null => {
  const reason = endOfAttempt(state);
  return reason === null ? null : fail({ kind: 'attemptEnded', reason });
};
