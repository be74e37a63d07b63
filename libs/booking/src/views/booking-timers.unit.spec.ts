import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { Timer } from '@bookonce/kernel/ports/timers';
import { describe, expect, it } from '@jest/globals';
import {
  APPROVAL_UNTIL,
  approvalExpired,
  approvalRequested,
  bookingId,
  cancelled,
  confirmed,
  declined,
  moved,
  moveRequested,
  now,
  OPT_IN_UNTIL,
  optInConfirmed,
  optInRequested,
  rejected,
  requested,
  time,
} from '../fixtures/booking-history.js';
import { bookingTimerProjection } from './booking-timers.js';

const store = (event: BookingEvent, revision: number): StoredEvent => ({
  ...event,
  id: `event-${revision}`,
  stream: `booking-${bookingId}`,
  revision,
  position: String(revision),
  meta: { time: now, version: 1, workspaceId: 'wsp_1', correlationId: bookingId, causationId: 'c', by: 'attendee' },
});

/** The timers that are set after these events, by when each is due. */
const timersAfter = (...events: readonly BookingEvent[]): Readonly<Record<string, string>> => {
  const timers = new Map<string, Timer>();
  for (const event of events.map(store)) {
    for (const id of bookingTimerProjection.idsOf(event)) {
      const timer = bookingTimerProjection.evolve(timers.get(id) ?? null, event, id);
      if (timer === null) timers.delete(id);
      else timers.set(id, timer);
    }
  }
  expect([...timers].filter(([id, timer]) => timer.id !== id || timer.subject !== bookingId)).toEqual([]);
  return Object.fromEntries([...timers.values()].map(({ kind, dueAt }) => [kind, dueAt]));
};

const MINUTE_LATER = '2026-03-01T00:01:00.000Z';
const scheduled = (...dueAt: readonly string[]): BookingEvent => ({
  type: 'RemindersScheduled',
  data: { bookingId, start: time.start, reminders: dueAt.map((at) => ({ dueAt: at, to: 'both' })) },
});
const [DAY_BEFORE, HOUR_BEFORE] = ['2026-03-29T07:00:00.000Z', '2026-03-30T06:00:00.000Z'] as const;
const booked = [requested(), confirmed, scheduled(DAY_BEFORE, HOUR_BEFORE)];

describe('the timers of a booking', () => {
  it('are due for joined mails until these are requested, or the booking is over', () => {
    const later = '2026-03-01T00:05:00.000Z';
    const changes: BookingEvent = { type: 'ChangeMailsScheduled', data: { bookingId, dueAt: later, to: ['attendee'] } };
    const mailed: BookingEvent = { type: 'ChangeMailsRequested', data: { bookingId, at: later, to: ['attendee'] } };
    expect(timersAfter(requested(), confirmed, changes)).toEqual({ 'change-mails': later });
    expect(timersAfter(requested(), confirmed, changes, mailed)).toEqual({});
    expect(timersAfter(requested(), confirmed, changes, cancelled())).toEqual({});
    expect(timersAfter(requested(), approvalRequested(), changes, declined())).toEqual({});
    expect(timersAfter(requested(), approvalRequested(), changes, confirmed)).toEqual({});
  });

  it('limit the process, then the wait for the attendee, then the process again', () => {
    expect(timersAfter(requested())).toEqual({ 'attempt-overdue': MINUTE_LATER });
    expect(timersAfter(requested(), optInRequested)).toEqual({ 'attempt-overdue': OPT_IN_UNTIL });
    expect(timersAfter(requested(), optInRequested, optInConfirmed)).toEqual({ 'attempt-overdue': MINUTE_LATER });
  });

  it('limit the wait for the host, anew in each round', () => {
    const asked = [requested(), approvalRequested()];
    expect(timersAfter(...asked)).toEqual({ 'approval-overdue': APPROVAL_UNTIL });
    const second = '2026-03-06T00:00:00.000Z';
    expect(timersAfter(...asked, moveRequested(), moved(), approvalRequested(2, second))).toEqual({
      'approval-overdue': second,
    });
    for (const decided of [confirmed, declined(), approvalExpired, cancelled()]) {
      expect(timersAfter(...asked, decided)).toEqual({});
    }
  });

  it('set no limit for requests of the first version, which had none', () => {
    const old: BookingEvent = {
      type: 'ApprovalRequested',
      data: { bookingId, hostIds: [], round: 1, approvalTokenHash: '' },
    };
    expect(timersAfter(requested(), old)).toEqual({});
  });

  it('are gone when the attempt is settled', () => {
    for (const end of [confirmed, rejected('slotTaken'), cancelled()]) {
      expect(timersAfter(requested(), optInRequested, end)).toEqual({});
    }
  });

  it('limit a move until it is decided', () => {
    expect(timersAfter(requested(), confirmed, moveRequested())).toEqual({ 'move-overdue': MINUTE_LATER });
    expect(timersAfter(requested(), confirmed, moveRequested(), moved())).toEqual({});
  });

  it('fire for each reminder in turn', () => {
    expect(timersAfter(...booked)).toEqual({ reminder: DAY_BEFORE });
    const first: BookingEvent = {
      type: 'ReminderRequested',
      data: { bookingId, start: time.start, dueAt: DAY_BEFORE, to: 'both', nextDueAt: HOUR_BEFORE },
    };
    const last: BookingEvent = {
      type: 'ReminderRequested',
      data: { bookingId, start: time.start, dueAt: HOUR_BEFORE, to: 'both' },
    };
    expect(timersAfter(...booked, first)).toEqual({ reminder: HOUR_BEFORE });
    expect(timersAfter(...booked, first, last)).toEqual({});
  });

  it('follow the reminders of a move, and go with a cancellation', () => {
    expect(timersAfter(...booked, scheduled('2026-03-30T07:00:00.000Z'))).toEqual({
      reminder: '2026-03-30T07:00:00.000Z',
    });
    expect(timersAfter(...booked, scheduled())).toEqual({});
    expect(timersAfter(...booked, cancelled())).toEqual({});
  });
});
