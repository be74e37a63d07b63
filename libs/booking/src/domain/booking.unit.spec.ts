import type { BookingEvent, BookingRequest } from '@bookonce/contracts/events/booking';
import type { CurrentLink } from '@bookonce/contracts/streams/link';
import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import { fold } from '@bookonce/kernel/decider';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { meetingType as anyType } from '../fixtures/test-bookings.js';
import { booking, type BookingCommand } from './booking.js';
import type { BookingDetails } from './request-booking.js';

const bookingId = 'bkg_1';
const now = '2026-03-01T00:00:00.000Z';
const hostIds = ['hst_1'];

const request: BookingRequest = {
  bookingId,
  linkId: 'lnk_1',
  meetingTypeId: 'mtt_1',
  assignment: 'single',
  hostIds,
  confirmation: 'instant',
  start: '2026-03-30T07:00:00.000Z',
  end: '2026-03-30T07:30:00.000Z',
  attendee: { name: 'Ada', email: 'ada@example.org' },
  answers: { topic: 'engines' },
  location: null,
  manageTokenHash: 'hash',
};

const { linkId, start, attendee, answers } = request;
const link: CurrentLink = {
  linkId,
  workspaceId: 'wsp_1',
  meetingTypeId: 'mtt_1',
  expiresAt: '2026-03-31T00:00:00.000Z',
  recipientOnly: false,
  end: null,
  endPosition: null,
};
const meetingType: MeetingTypeSettings = {
  ...anyType,
  hostIds,
  assignment: 'single',
  questions: [{ id: 'topic', label: 'Topic', type: 'text', required: true }],
};
const ask = (changes: Partial<BookingDetails> = {}): BookingCommand & { type: 'request' } => ({
  type: 'request',
  bookingId,
  manageTokenHash: 'hash',
  by: 'attendee',
  roomName: 'room',
  details: { linkId, start, attendee, answers, ...changes },
  link,
  meetingType,
});

const requested: BookingEvent = { type: 'BookingRequested', data: request };
const confirmed: BookingEvent = { type: 'BookingConfirmed', data: { bookingId, hostIds } };
const rejected: BookingEvent = { type: 'BookingRejected', data: { bookingId, reason: 'slotTaken' } };
const optInRequested: BookingEvent = {
  type: 'OptInRequested',
  data: { bookingId, hostIds, until: '2026-03-01T00:30:00.000Z', optInTokenHash: 'opt-in hash' },
};
const optInConfirmed: BookingEvent = { type: 'OptInConfirmed', data: { bookingId } };
const approvalRequested: BookingEvent = {
  type: 'ApprovalRequested',
  data: { bookingId, hostIds, round: 1, until: request.start, approvalTokenHash: 'approval hash' },
};

const elsewhere = { start: '2026-03-31T07:00:00.000Z', end: '2026-03-31T07:30:00.000Z' };
const reschedule = {
  type: 'reschedule',
  by: 'attendee',
  start: elsewhere.start,
  now,
} as const;
const rescheduleRequested: BookingEvent = {
  type: 'RescheduleRequested',
  data: { bookingId, move: 1, ...elsewhere, by: 'attendee' },
};
const rescheduled: BookingEvent = {
  type: 'BookingRescheduled',
  data: { bookingId, ...elsewhere, fromStart: request.start, fromEnd: request.end },
};

const commands: readonly BookingCommand[] = [
  ask(),
  { type: 'requestOptIn', hostIds, tokenHash: 'opt-in hash', now },
  { type: 'confirmOptIn' },
  { type: 'requestApproval', hostIds, tokenHash: 'approval hash', now },
  { type: 'confirm', hostIds, now },
  { type: 'approve', now },
  { type: 'decline', reason: 'no time' },
  { type: 'cancel', by: 'attendee' },
  { type: 'reject', reason: 'slotTaken' },
  reschedule,
  { ...reschedule, start: request.start },
  { type: 'settleMove', move: 1, refusal: null, approvalTokenHash: 'next hash', now },
  { type: 'settleMove', move: 2, refusal: 'slotTaken', approvalTokenHash: 'next hash', now },
  { type: 'requestManageLink', requestId: 'r_1', email: 'ada@example.org', now: '2026-03-02T00:00:00.000Z' },
];

describe('a booking', () => {
  it('is requested once; the same key for another request is refused (I8)', () => {
    given(booking).when(ask()).then(requested);
    given(booking, requested).when(ask()).thenNothing();
    given(booking, requested, confirmed).when(ask()).thenNothing();
    for (const other of [
      { start: '2026-03-30T08:00:00.000Z' },
      { attendee: { ...request.attendee, email: 'grace@example.org' } },
      { answers: { topic: 'compilers' } },
      { note: 'by phone' },
    ]) {
      given(booking, requested).when(ask(other)).thenRefused({ kind: 'keyReused' });
    }
  });

  it('recognises the same request after link or meeting type have changed (I8)', () => {
    const changed = { ...meetingType, hostIds: ['hst_2'], questions: [] };
    given(booking, requested)
      .when({ ...ask(), meetingType: changed, link: { ...link, end: 'consumed' } })
      .thenNothing();
  });

  it('is refused for a link that has ended, and for wrong answers', () => {
    given(booking)
      .when({ ...ask(), link: { ...link, end: 'expired' } })
      .thenRefused({ kind: 'linkEnded', end: 'expired' });
    given(booking)
      .when(ask({ answers: {} }))
      .thenRefused({ kind: 'invalid', errors: [{ path: 'answers.topic', message: 'is required' }] });
  });

  it('instant: is confirmed directly', () => {
    given(booking, requested).when({ type: 'confirm', hostIds, now }).then(confirmed);
  });

  it('double opt-in: waits for the attendee, then is confirmed', () => {
    const asking: BookingEvent = { type: 'BookingRequested', data: { ...request, optIn: { minutes: 30 } } };
    given(booking, asking).when({ type: 'requestOptIn', hostIds, tokenHash: 'opt-in hash', now }).then(optInRequested);
    given(booking, asking, optInRequested).when({ type: 'confirmOptIn' }).then(optInConfirmed);
    given(booking, asking, optInRequested, optInConfirmed).when({ type: 'confirm', hostIds, now }).then(confirmed);
  });

  it('approval: waits for the host, who approves or declines', () => {
    given(booking, requested)
      .when({ type: 'requestApproval', hostIds, tokenHash: 'approval hash', now })
      .then(approvalRequested);
    given(booking, requested, approvalRequested).when({ type: 'approve', now }).then(confirmed);
    given(booking, requested, approvalRequested)
      .when({ type: 'decline', reason: 'no time' })
      .then({
        type: 'BookingDeclined',
        data: { bookingId, cause: 'host', sendFreshLink: false, reason: 'no time' },
      });
  });

  it('keeps its outcome once settled', () => {
    given(booking, requested, confirmed)
      .when({ type: 'reject', reason: 'overdue' })
      .thenRefused({ kind: 'notPossibleWhile', status: 'confirmed' });
    given(booking, requested, rejected)
      .when({ type: 'confirm', hostIds, now })
      .thenRefused({ kind: 'notPossibleWhile', status: 'rejected' });
    given(booking, requested, rejected)
      .when({ type: 'cancel', by: 'host' })
      .thenRefused({ kind: 'notPossibleWhile', status: 'rejected' });
  });

  it('moves to another start with its length kept, when the calendars have decided', () => {
    given(booking, requested, confirmed).when(reschedule).then(rescheduleRequested);
    given(booking, requested, confirmed, rescheduleRequested).when(reschedule).thenNothing();
    given(booking, requested, confirmed, rescheduleRequested)
      .when({ type: 'settleMove', move: 1, refusal: null, approvalTokenHash: 'next hash', now })
      .then(rescheduled);
    given(booking, requested, confirmed, rescheduleRequested)
      .when({ type: 'settleMove', move: 1, refusal: 'slotTaken', approvalTokenHash: 'next hash', now })
      .then({ type: 'RescheduleRefused', data: { bookingId, move: 1, reason: 'slotTaken' } });
    given(booking, requested, confirmed, rescheduleRequested, rescheduled)
      .when({ type: 'settleMove', move: 1, refusal: 'slotTaken', approvalTokenHash: 'next hash', now })
      .thenNothing();
  });

  it('recognises the same request after it was rescheduled (I8)', () => {
    given(booking, requested, confirmed, rescheduleRequested, rescheduled).when(ask()).thenNothing();
  });

  it('refuses other changes while a move is undecided (I5, I6)', () => {
    const moving = given(booking, requested, confirmed, rescheduleRequested);
    moving.when({ type: 'cancel', by: 'host' }).thenRefused({ kind: 'isMoving' });
    moving.when({ ...reschedule, start: '2026-04-01T07:00:00.000Z' }).thenRefused({ kind: 'isMoving' });
  });

  it('cannot be moved by its attendee once it has begun, nor by anybody before it is confirmed', () => {
    const late = { ...reschedule, now: request.start };
    given(booking, requested, confirmed).when(late).thenRefused({ kind: 'hasBegun' });
    given(booking, requested, confirmed)
      .when({ ...late, by: 'host' })
      .then({ type: 'RescheduleRequested', data: { bookingId, move: 1, ...elsewhere, by: 'host' } });
    given(booking, requested).when(reschedule).thenRefused({ kind: 'notPossibleWhile', status: 'requested' });
  });

  it('refuses every change before it is requested', () => {
    given(booking).when({ type: 'confirm', hostIds, now }).thenRefused({ kind: 'bookingUnknown' });
  });
});

describe('a booking after any commands', () => {
  const anyPast = fc.array(fc.constantFrom(...commands), { maxLength: 12 }).map((all) => {
    const past: BookingEvent[] = [];
    for (const command of all) {
      const decision = booking.decide(command, fold(booking, booking.initial, past));
      if (decision.ok) past.push(...decision.value);
    }
    return past;
  });

  it('the same command again changes nothing', () => {
    fc.assert(
      fc.property(anyPast, fc.constantFrom(...commands), (past, command) => {
        const state = fold(booking, booking.initial, past);
        const first = booking.decide(command, state);
        if (!first.ok) return;
        expect(booking.decide(command, fold(booking, state, first.value))).toEqual({ ok: true, value: [] });
      }),
    );
  });

  it('it is either confirmed or rejected, and each at most once', () => {
    fc.assert(
      fc.property(anyPast, (past) => {
        const ends = past.filter((event) => event.type === 'BookingConfirmed' || event.type === 'BookingRejected');
        expect(ends.length).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('history always loads, in any order', () => {
    const anyEvent = fc.constantFrom(requested, confirmed, rejected, optInRequested, optInConfirmed, approvalRequested);
    fc.assert(
      fc.property(fc.array(anyEvent), (events) => {
        expect(() => fold(booking, booking.initial, events)).not.toThrow();
      }),
    );
  });
});
