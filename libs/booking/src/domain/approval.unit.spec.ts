import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { given } from '@bookonce/testing/decider-spec';
import { describe, it } from '@jest/globals';
import {
  APPROVAL_UNTIL,
  approvalExpired,
  approvalRequested,
  bookingId,
  cancelled,
  confirmed,
  declined,
  elsewhere,
  forApproval,
  freshLinkIssued,
  hostIds,
  moved,
  moveRequested,
  now,
  requested,
  time,
} from '../fixtures/booking-history.js';
import { organizer } from '../fixtures/organizer.js';
import { booking } from './booking.js';

const waiting = [requested(forApproval), approvalRequested()] as const;
const askedTwice = [...waiting, moveRequested(), moved(), approvalRequested(2)] as const;
const approve = { type: 'approve', organizer, now } as const;
const decline = { type: 'decline' } as const;
const askedAnew = { kind: 'askedAnew' } as const;
const notWhile = (status: 'confirmed' | 'declined' | 'cancelled' | 'requested') =>
  ({ kind: 'notPossibleWhile', status }) as const;

describe('the request for approval', () => {
  const ask = { type: 'requestApproval', hostIds, tokenHash: 'approval hash 1', now } as const;

  it('ends after the hours of the meeting type, or with the start of the meeting', () => {
    given(booking, requested(forApproval)).when(ask).then(approvalRequested());
    given(booking, requested({ ...forApproval, approvalHours: 720 }))
      .when({ ...ask, now: '2026-03-20T00:00:00.000Z' })
      .then(approvalRequested(1, time.start));
  });

  it('is made once', () => {
    for (const later of [[], [confirmed], [declined()], [cancelled()]]) {
      given(booking, ...waiting, ...later)
        .when(ask)
        .thenNothing();
    }
  });

  it('is made anew when the booking moves, in the same append', () => {
    given(booking, ...waiting, moveRequested())
      .when({ type: 'settleMove', move: 1, refusal: null, approvalTokenHash: 'approval hash 2', now })
      .then(moved(), approvalRequested(2));
    given(booking, ...waiting, moveRequested())
      .when({ type: 'settleMove', move: 1, refusal: 'slotTaken', approvalTokenHash: 'approval hash 2', now })
      .then({ type: 'RescheduleRefused', data: { bookingId, move: 1, reason: 'slotTaken' } });
  });
});

describe('a host who decides', () => {
  it('approves, once, with a message', () => {
    const data = { bookingId, hostIds, organizer, message: 'See you' };
    const withMessage: BookingEvent = { type: 'BookingConfirmed', data };
    given(booking, ...waiting)
      .when({ ...approve, message: 'See you' })
      .then(withMessage);
    given(booking, ...waiting, withMessage)
      .when({ ...approve, message: 'See you there' })
      .thenNothing();
  });

  it('declines, once, with a reason and a fresh link', () => {
    given(booking, ...waiting)
      .when({ ...decline, reason: 'no time', sendFreshLink: true })
      .then({ type: 'BookingDeclined', data: { bookingId, cause: 'host', sendFreshLink: true, reason: 'no time' } });
    given(booking, ...waiting)
      .when(decline)
      .then(declined());
    given(booking, ...waiting, declined(true), freshLinkIssued)
      .when({ ...decline, sendFreshLink: false })
      .thenNothing();
  });

  it('declines with a fresh link only if the type takes new ones; a link that was promised is made', () => {
    const withLink = { ...decline, sendFreshLink: true, newLinkRefusal: { kind: 'meetingTypeArchived' } } as const;
    given(booking, ...waiting)
      .when(withLink)
      .thenRefused({ kind: 'meetingTypeArchived' });
    given(booking, ...waiting)
      .when({ ...withLink, sendFreshLink: false })
      .then(declined());
    given(booking, ...waiting, declined(true))
      .when(withLink)
      .thenNothing();
  });

  it('decides by mail only while every host who got that mail is active, and in the console as ever', () => {
    const away = { round: 1, isHostDeactivated: true };
    const refusal = { kind: 'hostDeactivated' } as const;
    for (const decision of [approve, decline]) {
      given(booking, ...waiting)
        .when({ ...decision, ...away })
        .thenRefused(refusal);
    }
    given(booking, ...waiting)
      .when({ ...decline, isHostDeactivated: true })
      .then(declined());
    // The repeat of a decision is answered as ever (I8).
    given(booking, ...waiting, declined())
      .when({ ...decline, ...away })
      .thenNothing();
  });

  it('declines with no fresh link that could not be booked', () => {
    const refusal = { kind: 'hostsDeactivated' } as const;
    given(booking, ...waiting)
      .when({ ...decline, sendFreshLink: true, newLinkRefusal: refusal })
      .thenRefused(refusal);
  });

  it('loses against the host who decided first, and learns the outcome', () => {
    given(booking, ...waiting, confirmed)
      .when(decline)
      .thenRefused(notWhile('confirmed'));
    given(booking, ...waiting, declined())
      .when(approve)
      .thenRefused(notWhile('declined'));
    for (const decision of [approve, decline]) {
      given(booking, ...waiting, cancelled())
        .when(decision)
        .thenRefused(notWhile('cancelled'));
      given(booking, ...waiting, approvalExpired)
        .when(decision)
        .thenRefused(notWhile('declined'));
    }
  });

  it('decides by a button of the current round only', () => {
    for (const decision of [approve, decline]) {
      given(booking, ...askedTwice)
        .when({ ...decision, round: 1 })
        .thenRefused(askedAnew);
      given(booking, ...askedTwice, confirmed)
        .when({ ...decision, round: 1 })
        .thenRefused(askedAnew);
    }
    given(booking, ...askedTwice)
      .when({ ...approve, round: 2 })
      .then(confirmed);
    given(booking, ...askedTwice)
      .when(decline)
      .then(declined());
  });

  it('waits until a move is decided', () => {
    for (const decision of [approve, decline]) {
      given(booking, ...waiting, moveRequested(elsewhere))
        .when(decision)
        .thenRefused({ kind: 'isMoving' });
    }
  });

  it('has nothing to decide on any other booking', () => {
    given(booking, requested(), confirmed).when(approve).thenRefused(notWhile('confirmed'));
    given(booking, requested(), confirmed).when(decline).thenRefused(notWhile('confirmed'));
    given(booking, requested(forApproval)).when(approve).thenRefused(notWhile('requested'));
  });
});

describe('the time limit of an approval', () => {
  const expire = { type: 'expireApproval', now: APPROVAL_UNTIL } as const;

  it('declines the booking when it has passed', () => {
    given(booking, ...waiting)
      .when(expire)
      .then(approvalExpired);
    given(booking, ...waiting, approvalExpired)
      .when(expire)
      .thenNothing();
  });

  it('has no effect early, or after the decision (I20)', () => {
    given(booking, ...waiting)
      .when({ ...expire, now: '2026-03-03T23:59:59.999Z' })
      .thenNothing();
    for (const decided of [confirmed, declined(), cancelled()]) {
      given(booking, ...waiting, decided)
        .when(expire)
        .thenNothing();
    }
    given(booking, ...waiting, moveRequested(), moved(), approvalRequested(2, '2026-03-05T00:00:00.000Z'))
      .when(expire)
      .thenNothing();
  });

  it('does not apply to requests of the first version, which had none', () => {
    const old: BookingEvent = {
      type: 'ApprovalRequested',
      data: { bookingId, hostIds, round: 1, approvalTokenHash: '' },
    };
    given(booking, requested(forApproval), old)
      .when({ ...expire, now: '2027-01-01T00:00:00.000Z' })
      .thenNothing();
  });
});

describe('the fresh link of a declined booking', () => {
  const record = (linkId: string) => ({ type: 'recordFreshLink', linkId }) as const;

  it('is recorded once', () => {
    given(booking, ...waiting, declined(true))
      .when(record('lnk_fresh'))
      .then(freshLinkIssued);
    given(booking, ...waiting, declined(true), freshLinkIssued)
      .when(record('lnk_other'))
      .thenNothing();
  });

  it('is recorded only if the host asked for one', () => {
    given(booking, ...waiting, declined())
      .when(record('lnk_fresh'))
      .thenRefused(notWhile('declined'));
    given(booking, ...waiting, confirmed)
      .when(record('lnk_fresh'))
      .thenRefused(notWhile('confirmed'));
  });
});
