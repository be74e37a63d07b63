import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { given } from '@bookonce/testing/decider-spec';
import { describe, it } from '@jest/globals';
import {
  approvalRequested,
  bookingId,
  cancelled,
  confirmed,
  elsewhere,
  forApproval,
  hostIds,
  moved,
  moveRequested,
  now,
  requested,
  time,
} from '../fixtures/booking-history.js';
import { organizer } from '../fixtures/organizer.js';
import { booking } from './booking.js';

/** A day before for the attendee, an hour before for the host, ten minutes before for both. */
const withReminders = requested({
  reminders: [
    { minutesBefore: 60, to: 'host' },
    { minutesBefore: 10, to: 'both' },
    { minutesBefore: 1440, to: 'attendee' },
  ],
});
const dayBefore = { dueAt: '2026-03-29T07:00:00.000Z', to: 'attendee' } as const;
const hourBefore = { dueAt: '2026-03-30T06:00:00.000Z', to: 'host' } as const;
const minutesBefore = { dueAt: '2026-03-30T06:50:00.000Z', to: 'both' } as const;

type Scheduled = Extract<BookingEvent, { type: 'RemindersScheduled' }>['data']['reminders'];
const scheduled = (reminders: Scheduled, start = time.start): BookingEvent => ({
  type: 'RemindersScheduled',
  data: { bookingId, start, reminders },
});
const all = scheduled([dayBefore, hourBefore, minutesBefore]);
const booked = [withReminders, confirmed, all] as const;
const remind = (at: string) => ({ type: 'remind', now: at }) as const;

describe('the reminders of a meeting', () => {
  const confirm = (at = now) => ({ type: 'confirm', hostIds, organizer, now: at }) as const;
  const settle = { type: 'settleMove', move: 1, refusal: null, approvalTokenHash: '', now } as const;

  it('are scheduled with the confirmation, in the same append', () => {
    given(booking, withReminders).when(confirm()).then(confirmed, all);
    given(booking, requested()).when(confirm()).then(confirmed);
    given(booking, requested({ ...forApproval, reminders: [{ minutesBefore: 60, to: 'host' }] }), approvalRequested())
      .when({ type: 'approve', organizer, now })
      .then(confirmed, scheduled([hourBefore]));
  });

  it('leave out what was due before', () => {
    given(booking, withReminders)
      .when(confirm(dayBefore.dueAt))
      .then(confirmed, scheduled([hourBefore, minutesBefore]));
    given(booking, withReminders).when(confirm('2026-03-30T06:55:00.000Z')).then(confirmed);
  });

  it('follow a move', () => {
    const dayLater = [
      { ...dayBefore, dueAt: '2026-03-30T07:00:00.000Z' },
      { ...hourBefore, dueAt: '2026-03-31T06:00:00.000Z' },
      { ...minutesBefore, dueAt: '2026-03-31T06:50:00.000Z' },
    ];
    given(booking, ...booked, moveRequested())
      .when(settle)
      .then(moved(), scheduled(dayLater, elsewhere.start));
    given(booking, ...booked, moveRequested())
      .when({ ...settle, now: '2026-03-31T06:55:00.000Z' })
      .then(moved(), scheduled([], elsewhere.start));
    given(booking, requested(), confirmed, moveRequested()).when(settle).then(moved());
  });

  it('stay as they are when only the length changes', () => {
    const longer = { start: time.start, end: '2026-03-30T08:00:00.000Z' };
    given(booking, ...booked, moveRequested(longer))
      .when({ ...settle, now: hourBefore.dueAt })
      .then(moved(longer));
  });
});

describe('a reminder', () => {
  const reminded = (dueAt: string, to: 'attendee' | 'host' | 'both', nextDueAt?: string): BookingEvent => ({
    type: 'ReminderRequested',
    data: { bookingId, start: time.start, dueAt, to, ...(nextDueAt === undefined ? {} : { nextDueAt }) },
  });
  const first = reminded(dayBefore.dueAt, 'attendee', hourBefore.dueAt);

  it('is requested when it is due, and once', () => {
    given(booking, ...booked)
      .when(remind('2026-03-29T06:59:59.999Z'))
      .thenNothing();
    given(booking, ...booked)
      .when(remind(dayBefore.dueAt))
      .then(first);
    given(booking, ...booked, first)
      .when(remind(dayBefore.dueAt))
      .thenNothing();
    given(booking, ...booked, first)
      .when(remind(hourBefore.dueAt))
      .then(reminded(hourBefore.dueAt, 'host', minutesBefore.dueAt));
  });

  it('is one for all that were missed, to everybody whom they were for', () => {
    given(booking, ...booked)
      .when(remind('2026-03-30T06:30:00.000Z'))
      .then(reminded(hourBefore.dueAt, 'both', minutesBefore.dueAt));
    given(booking, ...booked, first)
      .when(remind('2026-03-30T06:59:00.000Z'))
      .then(reminded(minutesBefore.dueAt, 'both'));
  });

  it('is never requested once the meeting has begun', () => {
    given(booking, ...booked)
      .when(remind(time.start))
      .then(scheduled([]));
    given(booking, ...booked, scheduled([]))
      .when(remind(time.start))
      .thenNothing();
  });

  it('is not requested for a meeting that is not on, or that is moving', () => {
    given(booking, ...booked, cancelled())
      .when(remind(hourBefore.dueAt))
      .thenNothing();
    given(booking, ...booked, moveRequested())
      .when(remind(hourBefore.dueAt))
      .thenNothing();
    given(booking, requested(forApproval), approvalRequested()).when(remind(hourBefore.dueAt)).thenNothing();
  });
});
