import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { BusySource } from '@bookonce/contracts/events/calendar';
import { clashesWhileWaiting } from '@bookonce/contracts/streams/booking-clashes';
import { given } from '@bookonce/testing/decider-spec';
import { describe, expect, it } from '@jest/globals';
import {
  approvalRequested,
  bookingId,
  cancelled,
  confirmed,
  declined,
  elsewhere,
  forApproval,
  forOptIn,
  moved,
  moveRequested,
  optInConfirmed,
  optInRequested,
  rejected,
  requested,
  time,
} from '../fixtures/booking-history.js';
import { booking } from './booking.js';
import type { RecordClashes } from './record-clashes.js';

const hostId = 'hst_1';
const WORK: BusySource = { type: 'ics', id: 'cal_1', name: 'Work' };
const FAMILY: BusySource = { type: 'caldav', id: 'cal_2', name: 'Family' };

const record = (sources: readonly BusySource[], calendarRevision = 5, start = time.start): RecordClashes => ({
  type: 'recordClashes',
  ...{ hostId, start, sources, calendarRevision },
});
const recorded = (
  sources: readonly BusySource[],
  { revision = 5, warnsHost = false, start = time.start } = {},
): BookingEvent => ({
  type: 'ClashesRecorded',
  data: { bookingId, hostId, start, sources: [...sources], calendarRevision: revision, warnsHost },
});

const unconfirmed = [requested(forOptIn), optInRequested] as const;
const asked = [requested(forApproval), approvalRequested()] as const;
const shownAfter = (...events: readonly BookingEvent[]) => {
  const { state } = given(booking, ...events);
  return state.status === 'none' ? [] : clashesWhileWaiting(state).flatMap(({ sources }) => sources);
};

describe('a clash with a booking that waits', () => {
  it('is recorded, and leaves the booking as it is', () => {
    given(booking, ...unconfirmed)
      .when(record([WORK]))
      .then(recorded([WORK]));
    given(booking, ...unconfirmed, recorded([WORK]))
      .when({ type: 'confirmOptIn' })
      .then(optInConfirmed);
  });

  it('warns the host of a request for approval by mail, once', () => {
    given(booking, ...asked)
      .when(record([WORK]))
      .then(recorded([WORK], { warnsHost: true }));
    const warned = [...asked, recorded([WORK], { warnsHost: true })];
    given(booking, ...warned)
      .when(record([WORK, FAMILY], 6))
      .then(recorded([WORK, FAMILY], { revision: 6 }));
    given(booking, ...warned, recorded([], { revision: 6 }))
      .when(record([FAMILY], 7))
      .then(recorded([FAMILY], { revision: 7 }));
  });

  it('needs no mail of its own if the request says it', () => {
    const askedDespite = [requested(forApproval), recorded([WORK]), approvalRequested()];
    given(booking, ...askedDespite)
      .when(record([FAMILY], 6))
      .then(recorded([FAMILY], { revision: 6 }));
    given(booking, requested(forApproval), recorded([WORK]), recorded([], { revision: 6 }), approvalRequested())
      .when(record([WORK], 7))
      .then(recorded([WORK], { revision: 7, warnsHost: true }));
  });

  it('is recorded once, however often the calendar says it', () => {
    given(booking, ...asked, recorded([WORK], { warnsHost: true }))
      .when(record([WORK], 6))
      .thenNothing();
    given(booking, ...asked)
      .when(record([], 6))
      .thenNothing();
  });

  it('is not brought back by an event that is delivered late', () => {
    given(booking, ...asked, recorded([WORK], { warnsHost: true }), recorded([], { revision: 6 }))
      .when(record([WORK], 5))
      .thenNothing();
  });

  it('is of no concern once nobody is waited for', () => {
    for (const end of [confirmed, declined(), cancelled(), rejected('optInExpired')]) {
      given(booking, ...asked, end)
        .when(record([WORK]))
        .thenNothing();
      expect(shownAfter(...asked, recorded([WORK], { warnsHost: true }), end)).toEqual([]);
    }
  });

  it('is of no concern at a time from which the booking has moved', () => {
    given(booking, ...asked, moveRequested(), moved(), approvalRequested(2))
      .when(record([WORK]))
      .thenNothing();
  });

  it('ends when the source is not busy any more, and when the booking moves', () => {
    const warned = [...asked, recorded([WORK], { warnsHost: true })];
    expect(shownAfter(...warned)).toEqual([WORK]);
    expect(shownAfter(...warned, recorded([], { revision: 6 }))).toEqual([]);
    expect(shownAfter(...warned, moveRequested(), moved(), approvalRequested(2))).toEqual([]);
  });

  it('stays when the booking gets another length, and the next request says it', () => {
    const longer = { start: time.start, end: '2026-03-30T08:00:00.000Z' };
    const changed = [...asked, recorded([WORK], { warnsHost: true }), moveRequested(longer), moved(longer)];
    expect(shownAfter(...changed, approvalRequested(2))).toEqual([WORK]);
    given(booking, ...changed, approvalRequested(2))
      .when(record([FAMILY], 6))
      .then(recorded([FAMILY], { revision: 6 }));
  });

  it('warns again after a move, since that asks about another time', () => {
    const movedOn = [...asked, recorded([WORK], { warnsHost: true }), moveRequested(), moved(), approvalRequested(2)];
    given(booking, ...movedOn)
      .when(record([WORK], 9, elsewhere.start))
      .then(recorded([WORK], { revision: 9, start: elsewhere.start, warnsHost: true }));
  });

  it('at the time that the booking is moving to is in the request that follows', () => {
    const moving = [...asked, moveRequested()];
    const there = recorded([WORK], { start: elsewhere.start });
    given(booking, ...moving)
      .when(record([WORK], 5, elsewhere.start))
      .then(there);
    expect(shownAfter(...moving, there)).toEqual([]);
    expect(shownAfter(...moving, there, moved(), approvalRequested(2))).toEqual([WORK]);
  });
});
