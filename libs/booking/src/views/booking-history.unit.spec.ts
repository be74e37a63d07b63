import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { describe, expect, it } from '@jest/globals';
import { type BookingHistory, bookingHistoryProjection } from './booking-history.js';

const bookingId = 'bkg_1';
const [START, END] = ['2026-03-30T07:00:00.000Z', '2026-03-30T07:30:00.000Z'];

const confirmed: BookingEvent = { type: 'BookingConfirmed', data: { bookingId, hostIds: ['hst_1'] } };
const approvalRequested = (round: number): BookingEvent => ({
  type: 'ApprovalRequested',
  data: { bookingId, hostIds: ['hst_1'], round, until: START, approvalTokenHash: 'hash' },
});
const rescheduled = (start: string, end: string): BookingEvent => ({
  type: 'BookingRescheduled',
  data: { bookingId, start, end, fromStart: START, fromEnd: END },
});

/** Events that come after `BookingRequested`. */
const store = (event: BookingEvent, revision: number, by: string): StoredEvent => ({
  ...event,
  id: `event-${revision}`,
  stream: `booking-${bookingId}`,
  revision: revision + 1,
  position: String(revision),
  meta: {
    time: `2026-03-01T00:00:0${revision}.000Z`,
    version: 1,
    workspaceId: 'wsp_1',
    correlationId: bookingId,
    causationId: 'c',
    by,
  },
});

const { idsOf, evolve } = bookingHistoryProjection;
const historyOf = (events: readonly BookingEvent[], by = 'host'): BookingHistory | null =>
  events
    .map((event, revision) => store(event, revision, by))
    .reduce<BookingHistory | null>(
      (history, event) => idsOf(event).reduce<BookingHistory | null>((doc, id) => evolve(doc, event, id), history),
      null,
    );
const summariesOf = (...events: readonly BookingEvent[]) => historyOf(events)?.entries.map(({ data }) => data.summary);

describe('the history of a booking', () => {
  it('has nothing to tell of an instant booking', () => {
    expect(historyOf([confirmed], 'attendee')).toBeNull();
    expect(historyOf([confirmed], 'host')).toBeNull();
  });

  it('changes no document for the confirmation of an attendee', () => {
    expect(idsOf(store(confirmed, 0, 'attendee'))).toEqual([]);
  });

  it('tells of an approval, with what the host wrote', () => {
    const approved: BookingEvent = { type: 'BookingConfirmed', data: { bookingId, hostIds: [], message: 'Welcome' } };
    expect(historyOf([approvalRequested(1), approvalRequested(2), approved])).toEqual({
      workspaceId: 'wsp_1',
      entries: [
        {
          type: 'ApprovalRequested',
          at: '2026-03-01T00:00:00.000Z',
          by: 'host',
          data: { summary: 'The host was asked to approve the booking.', bookingId, until: START },
        },
        {
          type: 'ApprovalRequested',
          at: '2026-03-01T00:00:01.000Z',
          by: 'host',
          data: { summary: 'The host was asked anew.', bookingId, until: START },
        },
        {
          type: 'BookingConfirmed',
          at: '2026-03-01T00:00:02.000Z',
          by: 'host',
          data: { summary: 'The host approved the booking.', bookingId, message: 'Welcome' },
        },
      ],
    });
  });

  it('tells another time from another length', () => {
    expect(summariesOf(rescheduled(START, '2026-03-30T08:00:00.000Z'))).toEqual([
      'The length of the meeting was changed.',
    ]);
    expect(summariesOf(rescheduled('2026-03-31T07:00:00.000Z', '2026-03-31T07:30:00.000Z'))).toEqual([
      'The meeting was rescheduled.',
    ]);
  });

  it.each<[string, BookingEvent]>([
    [
      'The host declined the booking.',
      { type: 'BookingDeclined', data: { bookingId, cause: 'host', sendFreshLink: true } },
    ],
    [
      'Nobody approved the booking in time.',
      { type: 'BookingDeclined', data: { bookingId, cause: 'approvalExpired', sendFreshLink: false } },
    ],
    ['The attendee cancelled the booking.', { type: 'BookingCancelled', data: { bookingId, by: 'attendee' } }],
    ['The host cancelled the booking.', { type: 'BookingCancelled', data: { bookingId, by: 'host' } }],
    ['The place of the meeting was changed.', { type: 'LocationChanged', data: { bookingId, location: null } }],
    ['The attendee did not appear.', { type: 'NoShowRecorded', data: { bookingId, noShow: true } }],
    ['The attendee did appear.', { type: 'NoShowRecorded', data: { bookingId, noShow: false } }],
  ])('says: %s', (summary, event) => {
    expect(summariesOf(event)).toEqual([summary]);
  });
});
