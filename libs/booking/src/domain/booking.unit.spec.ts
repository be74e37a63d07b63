import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import {
  approvalRequested,
  bookingId,
  confirmed,
  declined,
  elsewhere,
  forApproval,
  forOptIn,
  hostIds,
  moved,
  moveRequested,
  now,
  optInConfirmed,
  optInRequested,
  rejected,
  request,
  requested,
  time,
} from '../fixtures/booking-history.js';
import { organizer } from '../fixtures/organizer.js';
import { booking, isRetryable } from './booking.js';

const confirm = { type: 'confirm', hostIds, organizer, now } as const;
const reschedule = { type: 'reschedule', by: 'attendee', start: elsewhere.start, now } as const;
const settle = { type: 'settleMove', move: 1, refusal: null, approvalTokenHash: '', now } as const;

describe('a booking', () => {
  it('recognises the same request after link or meeting type have changed (I8)', () => {
    const changed = { hostIds: ['hst_2'], durationMinutes: 60, maxGuests: 0 };
    given(booking, requested())
      .when(request({}, { meetingType: changed, link: { end: 'consumed', recipientOnly: true } }))
      .thenNothing();
  });

  it('is refused for wrong answers', () => {
    const questions = [{ id: 'topic', label: 'Topic', type: 'text' as const, required: true }];
    given(booking)
      .when(request({}, { meetingType: { questions } }))
      .thenRefused({ kind: 'invalid', errors: [{ path: 'answers.topic', message: 'is required' }] });
  });

  it('instant: is confirmed directly', () => {
    given(booking, requested()).when(confirm).then(confirmed);
  });

  it('double opt-in: is confirmed after its attendee has confirmed', () => {
    given(booking, requested(forOptIn), optInRequested, optInConfirmed).when(confirm).then(confirmed);
  });

  it('keeps its outcome once settled', () => {
    given(booking, requested(), confirmed)
      .when({ type: 'reject', reason: 'overdue' })
      .thenRefused({ kind: 'notPossibleWhile', status: 'confirmed' });
    given(booking, requested(), rejected('slotTaken'))
      .when(confirm)
      .thenRefused({ kind: 'notPossibleWhile', status: 'rejected' });
    given(booking, requested(), rejected('slotTaken'))
      .when({ type: 'cancel', by: 'host', now })
      .thenRefused({ kind: 'notPossibleWhile', status: 'rejected' });
    given(booking, requested(forApproval), approvalRequested(), declined())
      .when({ type: 'cancel', by: 'attendee', now })
      .thenRefused({ kind: 'notPossibleWhile', status: 'declined' });
  });

  it('moves to another start with its length kept, when the calendars have decided', () => {
    given(booking, requested(), confirmed).when(reschedule).then(moveRequested());
    given(booking, requested(), confirmed, moveRequested()).when(reschedule).thenNothing();
    given(booking, requested(), confirmed, moveRequested()).when(settle).then(moved());
    given(booking, requested(), confirmed, moveRequested())
      .when({ ...settle, refusal: 'slotTaken' })
      .then({ type: 'RescheduleRefused', data: { bookingId, move: 1, reason: 'slotTaken' } });
    given(booking, requested(), confirmed, moveRequested(), moved())
      .when({ ...settle, refusal: 'slotTaken' })
      .thenNothing();
  });

  it('recognises the same request after it was rescheduled (I8)', () => {
    given(booking, requested(), confirmed, moveRequested(), moved()).when(request()).thenNothing();
  });

  it('refuses other changes while a move is undecided (I5, I6)', () => {
    const moving = given(booking, requested(), confirmed, moveRequested());
    moving.when({ type: 'cancel', by: 'host', now }).thenRefused({ kind: 'isMoving' });
    moving.when({ ...reschedule, start: '2026-04-01T07:00:00.000Z' }).thenRefused({ kind: 'isMoving' });
  });

  it('cannot be moved by its attendee once it has begun, nor by anybody before it is confirmed', () => {
    const late = { ...reschedule, now: time.start };
    given(booking, requested(), confirmed).when(late).thenRefused({ kind: 'hasBegun' });
    given(booking, requested(), confirmed)
      .when({ ...late, by: 'host' })
      .then({ type: 'RescheduleRequested', data: { bookingId, move: 1, ...elsewhere, by: 'host' } });
    given(booking, requested()).when(reschedule).thenRefused({ kind: 'notPossibleWhile', status: 'requested' });
  });

  it('cannot be cancelled by its attendee once it is over, unless it is about to move', () => {
    const cancel = { type: 'cancel', by: 'attendee', now: time.end } as const;
    const cancelled = { type: 'BookingCancelled', data: { bookingId, by: 'attendee' } } as const;
    const standing = given(booking, requested(), confirmed);
    standing.when(cancel).thenRefused({ kind: 'isOver' });
    standing.when({ ...cancel, now: time.start }).then(cancelled);
    standing.when({ ...cancel, by: 'host' }).then({ ...cancelled, data: { bookingId, by: 'host' } });
    given(booking, requested(forApproval), approvalRequested()).when(cancel).thenRefused({ kind: 'isOver' });
    given(booking, requested(), confirmed, cancelled).when(cancel).thenNothing();
    given(booking, requested(), confirmed, moveRequested()).when(cancel).thenRefused({ kind: 'isMoving' });
  });

  it('refuses every change before it is requested', () => {
    given(booking).when(confirm).thenRefused({ kind: 'bookingUnknown' });
  });

  it.each([
    ['overdue', true],
    ['tooManyPending', true],
    ['slotTaken', false],
    ['optInExpired', false],
    ['cancelled', false],
  ] as const)('that was rejected as %s can be tried again: %s', (reason, again) => {
    expect(isRetryable(given(booking, requested(), rejected(reason)).state)).toBe(again);
  });
});
