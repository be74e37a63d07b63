import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { describe, expect, it } from '@jest/globals';
import { bookingProjection } from './booking-projection.js';
import { bookingTimerProjection } from './booking-timers.js';

const bookingId = 'bkg_1';

const requested: BookingEvent = {
  type: 'BookingRequested',
  data: {
    bookingId,
    linkId: 'lnk_1',
    meetingTypeId: 'mtt_1',
    assignment: 'roundRobin',
    hostIds: ['hst_1', 'hst_2'],
    confirmation: 'instant',
    start: '2026-03-30T07:00:00.000Z',
    end: '2026-03-30T07:30:00.000Z',
    attendee: { name: 'Ada', email: 'ada@example.org' },
    answers: {},
    manageTokenHash: 'hash',
  },
};
const UNTIL = '2026-03-01T00:30:00.000Z';
const optInRequested: BookingEvent = { type: 'OptInRequested', data: { bookingId, hostIds: ['hst_2'], until: UNTIL } };
const approvalRequested: BookingEvent = { type: 'ApprovalRequested', data: { bookingId, hostIds: ['hst_2'] } };
const confirmed: BookingEvent = { type: 'BookingConfirmed', data: { bookingId, hostIds: ['hst_2'] } };
const rejected: BookingEvent = { type: 'BookingRejected', data: { bookingId, reason: 'slotTaken' } };
const cancelled: BookingEvent = { type: 'BookingCancelled', data: { bookingId, by: 'attendee', reason: 'ill' } };
const rescheduled: BookingEvent = {
  type: 'BookingRescheduled',
  data: {
    bookingId,
    start: '2026-03-31T07:00:00.000Z',
    end: '2026-03-31T07:30:00.000Z',
    fromStart: '2026-03-30T07:00:00.000Z',
    fromEnd: '2026-03-30T07:30:00.000Z',
  },
};

const store = (event: BookingEvent, revision: number): StoredEvent => ({
  ...event,
  id: `event-${revision}`,
  stream: `booking-${bookingId}`,
  revision,
  position: String(revision),
  meta: {
    time: `2026-03-01T00:00:0${revision}.000Z`,
    version: 1,
    workspaceId: 'wsp_1',
    correlationId: bookingId,
    causationId: 'c',
    by: 'attendee',
  },
});

const project = <Doc extends object>(
  projection: DocumentProjection<Doc>,
  events: readonly BookingEvent[],
): Doc | null => {
  let doc: Doc | null = null;
  for (const event of events.map(store)) {
    for (const id of projection.idsOf(event)) doc = projection.evolve(doc, event, id);
  }
  return doc;
};

describe('the bookings view', () => {
  it.each<[string, readonly BookingEvent[], object]>([
    ['pending', [requested], { status: 'pending', hostIds: ['hst_1', 'hst_2'] }],
    ['awaiting the attendee', [requested, optInRequested], { status: 'awaitingOptIn', optInUntil: UNTIL }],
    ['awaiting the host', [requested, approvalRequested], { status: 'awaitingApproval', hostIds: ['hst_2'] }],
    ['confirmed', [requested, confirmed], { status: 'confirmed', hostIds: ['hst_2'], sequence: 0 }],
    ['rejected', [requested, rejected], { status: 'rejected', reason: 'slotTaken' }],
    ['rescheduled', [requested, confirmed, rescheduled], { start: '2026-03-31T07:00:00.000Z', sequence: 1 }],
    [
      'rescheduled twice',
      [requested, confirmed, rescheduled, rescheduled],
      { start: '2026-03-31T07:00:00.000Z', askedStart: '2026-03-30T07:00:00.000Z', sequence: 2 },
    ],
    ['cancelled', [requested, confirmed, cancelled], { status: 'cancelled', endedReason: 'ill', sequence: 1 }],
  ])('shows a booking that is %s', (_case, events, expected) => {
    expect(project(bookingProjection, events)).toMatchObject({ id: bookingId, workspaceId: 'wsp_1', ...expected });
  });

  it('takes no event of another stream for its own', () => {
    const held = { ...store(requested, 0), stream: 'calendar-hst_1' } as const;
    expect(bookingProjection.idsOf(held)).toEqual([]);
  });
});

describe('the timer of an attempt', () => {
  it('limits how long it may take, and how long the attendee has', () => {
    expect(project(bookingTimerProjection, [requested])).toMatchObject({ dueAt: '2026-03-01T00:01:00.000Z' });
    expect(project(bookingTimerProjection, [requested, optInRequested])).toMatchObject({ dueAt: UNTIL });
  });

  it('goes when the attempt is settled', () => {
    for (const end of [confirmed, rejected, approvalRequested]) {
      expect(project(bookingTimerProjection, [requested, end])).toBeNull();
    }
  });
});
