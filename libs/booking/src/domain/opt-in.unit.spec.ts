import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { given } from '@bookonce/testing/decider-spec';
import { describe, it } from '@jest/globals';
import {
  bookingId,
  cancelled,
  confirmed,
  forApproval,
  forOptIn,
  hostIds,
  now,
  optInConfirmed,
  optInRequested,
  approvalRequested,
  rejected,
  requested,
  time,
} from '../fixtures/booking-history.js';
import { booking } from './booking.js';

const ask = { type: 'requestOptIn', hostIds, tokenHash: 'opt-in hash', now } as const;
const confirm = { type: 'confirmOptIn' } as const;
const mailAgain = (requestId: string) => ({ type: 'requestOptInMail', requestId }) as const;
const mailed = (requestId: string): BookingEvent => ({ type: 'OptInMailRequested', data: { bookingId, requestId } });
const waiting = [requested(forOptIn), optInRequested] as const;

describe('the wait for an opt-in', () => {
  const until = (until: string): BookingEvent => ({
    type: 'OptInRequested',
    data: { bookingId, hostIds, until, optInTokenHash: 'opt-in hash' },
  });

  it('lasts as long as the meeting type says', () => {
    given(booking, requested(forOptIn)).when(ask).then(optInRequested);
    given(booking, ...waiting)
      .when(ask)
      .thenNothing();
  });

  it('ends with the start of the meeting and with the life of the link', () => {
    given(booking, requested(forOptIn))
      .when({ ...ask, now: '2026-03-30T06:50:00.000Z' })
      .then(until(time.start));
    given(booking, requested({ optIn: { minutes: 30, linkExpiresAt: '2026-03-01T00:05:00.000Z' } }))
      .when(ask)
      .then(until('2026-03-01T00:05:00.000Z'));
  });
});

describe('an opt-in', () => {
  it('is recorded once, also when it is repeated after the outcome', () => {
    given(booking, ...waiting)
      .when(confirm)
      .then(optInConfirmed);
    const later: readonly (readonly BookingEvent[])[] = [
      [],
      [confirmed],
      [approvalRequested()],
      [confirmed, cancelled()],
    ];
    for (const events of later) {
      given(booking, ...waiting, optInConfirmed, ...events)
        .when(confirm)
        .thenNothing();
    }
  });

  it('is refused when the attempt has come to nothing, with the reason', () => {
    for (const reason of ['optInExpired', 'linkConsumed', 'linkRevoked'] as const) {
      given(booking, ...waiting, rejected(reason))
        .when(confirm)
        .thenRefused({ kind: 'attemptEnded', reason });
    }
    given(booking, ...waiting, cancelled())
      .when(confirm)
      .thenRefused({ kind: 'attemptEnded', reason: 'cancelled' });
  });

  it('is not for a booking that never waited for one', () => {
    given(booking, requested(), confirmed).when(confirm).thenRefused({ kind: 'bookingUnknown' });
    given(booking, requested(forOptIn)).when(confirm).thenRefused({ kind: 'bookingUnknown' });
  });

  it('leads to the host’s approval where that is needed, too', () => {
    const both = requested({ ...forOptIn, ...forApproval });
    given(booking, both, optInRequested, optInConfirmed)
      .when({ type: 'requestApproval', hostIds, tokenHash: 'approval hash 1', now })
      .then(approvalRequested());
  });
});

describe('another mail with the opt-in link', () => {
  it('goes out three times, and once per request', () => {
    given(booking, ...waiting)
      .when(mailAgain('r_1'))
      .then(mailed('r_1'));
    given(booking, ...waiting, mailed('r_1'))
      .when(mailAgain('r_1'))
      .thenNothing();
    const often = given(booking, ...waiting, mailed('r_1'), mailed('r_2'), mailed('r_3'));
    often.when(mailAgain('r_4')).thenRefused({ kind: 'tooManyMails' });
    often.when(mailAgain('r_3')).thenNothing();
  });

  it('is refused when nothing waits for it', () => {
    given(booking, ...waiting, optInConfirmed, confirmed)
      .when(mailAgain('r_1'))
      .thenRefused({ kind: 'notPossibleWhile', status: 'confirmed' });
    given(booking, ...waiting, rejected('optInExpired'))
      .when(mailAgain('r_1'))
      .thenRefused({ kind: 'attemptEnded', reason: 'optInExpired' });
  });
});

describe('an attempt that its attendee cancels', () => {
  const cancelAttempt = { type: 'cancelAttempt' } as const;

  it('is cancelled on the word of the link, also if the opt-in came meanwhile', () => {
    for (const past of [waiting, [...waiting, optInConfirmed], [requested(forOptIn)]]) {
      given(booking, ...past)
        .when(cancelAttempt)
        .then(cancelled());
    }
    given(booking, ...waiting, cancelled())
      .when(cancelAttempt)
      .thenNothing();
  });

  it('is not cancelled by the caller alone, since its link decides (I2)', () => {
    given(booking, ...waiting)
      .when({ type: 'cancel', by: 'attendee', now })
      .thenRefused({ kind: 'notPossibleWhile', status: 'awaitingOptIn' });
  });

  it('can never be cancelled that way once it stands', () => {
    given(booking, ...waiting, optInConfirmed, confirmed)
      .when(cancelAttempt)
      .thenRefused({ kind: 'notPossibleWhile', status: 'confirmed' });
  });
});
