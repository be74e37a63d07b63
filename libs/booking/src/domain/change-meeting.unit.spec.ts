import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { Location } from '@bookonce/contracts/values/meeting-type';
import { given } from '@bookonce/testing/decider-spec';
import { describe, it } from '@jest/globals';
import {
  approvalRequested,
  bookingId,
  cancelled,
  confirmed,
  elsewhere,
  forApproval,
  moveRequested,
  now,
  requested,
  time,
} from '../fixtures/booking-history.js';
import { booking } from './booking.js';

const longer = { start: time.start, end: '2026-03-30T08:00:00.000Z' };
const settle = { type: 'settleMove', move: 1, refusal: null, approvalTokenHash: 'approval hash 2', now } as const;

describe('another length of the meeting', () => {
  const lengthen = { type: 'changeLength', durationMinutes: 60, now } as const;
  const asked: BookingEvent = {
    type: 'RescheduleRequested',
    data: { bookingId, move: 1, ...longer, by: 'host' },
  };
  const changed: BookingEvent = {
    type: 'BookingRescheduled',
    data: { bookingId, ...longer, fromStart: time.start, fromEnd: time.end },
  };

  it('is a move to the same start, which the calendars decide', () => {
    given(booking, requested(), confirmed).when(lengthen).then(asked);
    given(booking, requested(), confirmed, asked).when(lengthen).thenNothing();
    given(booking, requested(), confirmed, asked).when(settle).then(changed);
    given(booking, requested(), confirmed, asked, changed).when(lengthen).thenNothing();
    given(booking, requested(), confirmed)
      .when({ ...lengthen, durationMinutes: 30 })
      .thenNothing();
  });

  it('is kept by later moves', () => {
    given(booking, requested(), confirmed, asked, changed)
      .when({ type: 'reschedule', by: 'host', start: elsewhere.start, now })
      .then({
        type: 'RescheduleRequested',
        data: { bookingId, move: 2, start: elsewhere.start, end: '2026-03-31T08:00:00.000Z', by: 'host' },
      });
  });

  it('waits for a move that is undecided', () => {
    given(booking, requested(), confirmed, moveRequested()).when(lengthen).thenRefused({ kind: 'isMoving' });
    given(booking, requested(), confirmed, asked)
      .when({ type: 'reschedule', by: 'attendee', start: time.start, now })
      .thenRefused({ kind: 'isMoving' });
  });

  it('is refused once the meeting is over, and not while it takes place', () => {
    const booked = given(booking, requested(), confirmed);
    booked.when({ ...lengthen, now: time.start }).then(asked);
    booked.when({ ...lengthen, now: time.end }).thenRefused({ kind: 'isOver' });
  });

  it('is refused for a booking that does not stand', () => {
    given(booking, requested()).when(lengthen).thenRefused({ kind: 'notPossibleWhile', status: 'requested' });
    given(booking, requested(), confirmed, cancelled())
      .when(lengthen)
      .thenRefused({ kind: 'notPossibleWhile', status: 'cancelled' });
  });
});

describe('another place of the meeting', () => {
  const phone: Location = { type: 'phone', value: '+49 30 1' };
  const change = (location: Location | null) => ({ type: 'changeLocation', location, now }) as const;
  const changed = (location: Location | null): BookingEvent => ({
    type: 'LocationChanged',
    data: { bookingId, location },
  });

  it('is stored once', () => {
    given(booking, requested(), confirmed).when(change(phone)).then(changed(phone));
    given(booking, requested(), confirmed, changed(phone)).when(change(phone)).thenNothing();
    given(booking, requested(), confirmed, changed(phone)).when(change(null)).then(changed(null));
    given(booking, requested(), confirmed).when(change(null)).thenNothing();
    given(booking, requested({ location: undefined }), confirmed)
      .when(change(null))
      .then(changed(null));
    given(booking, requested({ location: phone }), confirmed)
      .when(change({ ...phone, value: '+49 30 2' }))
      .then(changed({ ...phone, value: '+49 30 2' }));
  });

  it('is refused once the meeting is over', () => {
    given(booking, requested(), confirmed)
      .when({ ...change(phone), now: time.end })
      .thenRefused({ kind: 'isOver' });
  });

  it('asks no host to approve anew', () => {
    given(booking, requested(forApproval), approvalRequested()).when(change(phone)).then(changed(phone));
  });

  it('is refused while a move is undecided, and when the booking is over', () => {
    given(booking, requested(), confirmed, moveRequested()).when(change(phone)).thenRefused({ kind: 'isMoving' });
    given(booking, requested(), confirmed, cancelled())
      .when(change(phone))
      .thenRefused({ kind: 'notPossibleWhile', status: 'cancelled' });
  });
});

describe('a meeting that the attendee missed', () => {
  const record = (noShow: boolean, at = time.end) => ({ type: 'recordNoShow', noShow, now: at }) as const;
  const recorded = (noShow: boolean): BookingEvent => ({ type: 'NoShowRecorded', data: { bookingId, noShow } });

  it('is recorded when it is over, and can be corrected', () => {
    given(booking, requested(), confirmed).when(record(true)).then(recorded(true));
    given(booking, requested(), confirmed, recorded(true)).when(record(true)).thenNothing();
    given(booking, requested(), confirmed, recorded(true)).when(record(false)).then(recorded(false));
    given(booking, requested(), confirmed).when(record(false)).thenNothing();
  });

  it('is refused before its end, and for bookings that are not confirmed', () => {
    given(booking, requested(), confirmed)
      .when(record(true, '2026-03-30T07:29:59.999Z'))
      .thenRefused({ kind: 'isNotOver' });
    given(booking, requested(forApproval), approvalRequested())
      .when(record(true))
      .thenRefused({ kind: 'notPossibleWhile', status: 'awaitingApproval' });
    given(booking, requested(), confirmed, moveRequested()).when(record(true)).thenRefused({ kind: 'isMoving' });
  });
});
