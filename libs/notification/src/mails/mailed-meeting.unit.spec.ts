import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { sampleRequest as request } from '@bookonce/testing/mails/sample-meeting';
import { bookingAsOf, bookingNow } from './mailed-meeting.js';

const bookingId = request.bookingId;
const later = { start: '2026-04-01T07:00:00.000Z', end: '2026-04-01T07:30:00.000Z' };
const history: readonly BookingEvent[] = [
  { type: 'BookingRequested', data: request },
  { type: 'BookingConfirmed', data: { bookingId, hostIds: ['hst_2'] } },
  { type: 'RescheduleRequested', data: { bookingId, move: 1, by: 'attendee', ...later } },
  { type: 'BookingRescheduled', data: { bookingId, ...later, fromStart: request.start, fromEnd: request.end } },
  { type: 'BookingCancelled', data: { bookingId, by: 'host' } },
];

const stream = (events: readonly BookingEvent[]): readonly StoredEvent[] =>
  events.map(({ type, data }, revision) => ({
    id: `event-${revision}`,
    type,
    data,
    stream: `booking-${bookingId}`,
    revision,
    position: `${revision}`,
    meta: {
      time: `2026-03-20T10:00:0${revision}.000Z`,
      version: 1,
      workspaceId: 'wsp_1',
      correlationId: 'c',
      causationId: 'c',
      by: 'test',
    },
  }));

describe('a booking as of one of its events', () => {
  it('ignores later events', () => {
    const asOf = (revision: number) => bookingAsOf(stream(history), revision);
    expect(asOf(1)).toMatchObject({
      booking: { status: 'confirmed', time: { start: request.start }, hostIds: ['hst_2'], sequence: 0 },
      requestedAt: '2026-03-20T10:00:00.000Z',
      movedFrom: null,
    });
    expect(asOf(3)).toMatchObject({
      booking: { status: 'confirmed', time: later, sequence: 1 },
      movedFrom: { start: request.start, end: request.end },
    });
    expect(asOf(4)).toMatchObject({ booking: { status: 'cancelled', time: later, sequence: 2 } });
    expect(bookingNow(stream(history)).status).toBe('cancelled');
  });

  it('is in no calendar until it is confirmed', () => {
    const [requested] = history;
    if (requested === undefined) throw new Error('no history');
    const waiting: readonly BookingEvent[] = [
      requested,
      {
        type: 'ApprovalRequested',
        data: { bookingId, hostIds: ['hst_1'], round: 1, approvalTokenHash: 'approval hash' },
      },
      { type: 'BookingCancelled', data: { bookingId, by: 'host' } },
    ];
    expect(bookingAsOf(stream(waiting), 2)).toMatchObject({
      booking: { hostIds: ['hst_1'], wasConfirmed: false, sequence: 1 },
    });
  });

  it('begins with its request', () => {
    expect(() => bookingAsOf([], 0)).toThrow('does not begin with its request');
  });
});
