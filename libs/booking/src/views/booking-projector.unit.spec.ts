import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { indexValues } from '@bookonce/kernel/ports/read-models';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { describe, expect, it } from '@jest/globals';
import { bookings } from './booking-document.js';
import { bookingProjection } from './booking-projector.js';

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
const AT = [0, 1, 2].map((second) => `2026-03-01T00:00:0${second}.000Z`);
const UNTIL = '2026-03-01T00:30:00.000Z';
const optInRequested: BookingEvent & { type: 'OptInRequested' } = {
  type: 'OptInRequested',
  data: { bookingId, hostIds: ['hst_2'], until: UNTIL, optInTokenHash: 'opt-in hash' },
};
const approvalRequested: BookingEvent & { type: 'ApprovalRequested' } = {
  type: 'ApprovalRequested',
  data: { bookingId, hostIds: ['hst_2'], round: 1, approvalTokenHash: 'approval hash' },
};
const confirmed: BookingEvent = { type: 'BookingConfirmed', data: { bookingId, hostIds: ['hst_2'] } };
const rejected: BookingEvent = { type: 'BookingRejected', data: { bookingId, reason: 'slotTaken' } };
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
    ['pending', [requested], { status: 'requested', createdAt: AT[0], updatedAt: AT[0] }],
    ['awaiting the attendee', [requested, optInRequested], { status: 'awaitingOptIn', optInUntil: UNTIL }],
    ['confirmed', [requested, confirmed], { status: 'confirmed', hostIds: ['hst_2'], updatedAt: AT[1] }],
    ['rejected', [requested, rejected], { status: 'rejected', reason: 'slotTaken' }],
    ['rescheduled', [requested, confirmed, rescheduled], { sequence: 1, updatedAt: AT[2] }],
  ])('shows a booking that is %s', (_case, events, expected) => {
    expect(project(bookingProjection, events)).toMatchObject({ id: bookingId, workspaceId: 'wsp_1', ...expected });
  });

  it.each<[string, readonly BookingEvent[], object]>([
    ['each host who may take it', [requested], { hostId: ['hst_1', 'hst_2'], status: ['pending'] }],
    ['each host who takes it', [requested, confirmed], { hostId: ['hst_2'], status: ['confirmed'] }],
  ])('finds a booking by %s', (_case, events, expected) => {
    const doc = project(bookingProjection, events);
    const found = Object.entries(bookings.indexes).map(([name, index]) => [name, doc && indexValues(index, doc)]);
    expect(Object.fromEntries(found)).toMatchObject({ linkId: ['lnk_1'], manageTokenHash: ['hash'], ...expected });
  });

  it('finds a booking by the token of its opt-in mail, and of each mail that asks a host to approve it', () => {
    const askedAnew: BookingEvent = {
      type: 'ApprovalRequested',
      data: { bookingId, hostIds: ['hst_2'], round: 2, approvalTokenHash: 'second hash' },
    };
    const doc = project(bookingProjection, [requested, optInRequested, approvalRequested, askedAnew, confirmed]);
    const found = (name: 'optInTokenHash' | 'approvalTokenHash') => doc && indexValues(bookings.indexes[name], doc);
    expect([found('optInTokenHash'), found('approvalTokenHash')]).toEqual([
      ['opt-in hash'],
      ['approval hash', 'second hash'],
    ]);
    const waiting = project(bookingProjection, [requested]);
    expect(waiting && indexValues(bookings.indexes['optInTokenHash'], waiting)).toEqual([]);
  });

  it('sorts bookings by their current start', () => {
    const moved = project(bookingProjection, [requested, confirmed, rescheduled]);
    expect(moved && bookings.sortKey(moved)).toBe('2026-03-31T07:00:00.000Z');
  });

  it('does not count invisible events as a change', () => {
    const unseen: readonly BookingEvent[] = [
      { type: 'ManageLinkRequested', data: { bookingId, requestId: 'r_1', at: UNTIL } },
      { type: 'OptInMailRequested', data: { bookingId, requestId: 'r_1' } },
      { type: 'RemindersScheduled', data: { bookingId, start: UNTIL, reminders: [] } },
      { type: 'ReminderRequested', data: { bookingId, start: UNTIL, dueAt: UNTIL, to: 'both' } },
    ];
    for (const event of unseen) {
      expect(project(bookingProjection, [requested, confirmed, event])).toMatchObject({ updatedAt: AT[1] });
    }
  });

  it('finds no booking by the empty tokens of the first version', () => {
    const noOptIn: BookingEvent = { ...optInRequested, data: { ...optInRequested.data, optInTokenHash: '' } };
    const noApproval: BookingEvent = {
      ...approvalRequested,
      data: { ...approvalRequested.data, approvalTokenHash: '' },
    };
    const doc = project(bookingProjection, [requested, noOptIn, noApproval]);
    for (const name of ['optInTokenHash', 'approvalTokenHash'] as const) {
      expect(doc && indexValues(bookings.indexes[name], doc)).toEqual([]);
    }
  });

  it('ignores events of other streams', () => {
    const held = { ...store(requested, 0), stream: 'calendar-hst_1' } as const;
    expect(bookingProjection.idsOf(held)).toEqual([]);
  });
});
