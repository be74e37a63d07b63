import type { BookingEvent, BookingRequest } from '@bookonce/contracts/events/booking';
import { given } from '@bookonce/testing/decider-spec';
import { describe, it } from '@jest/globals';
import { booking, type BookingCommand } from './booking.js';

const bookingId = 'bkg_1';
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
  attendee: { name: 'Ada', email: 'Ada@Example.org' },
  answers: {},
  manageTokenHash: 'hash',
};
const requested: BookingEvent = { type: 'BookingRequested', data: request };
const confirmed: BookingEvent = { type: 'BookingConfirmed', data: { bookingId, hostIds } };

const at = (minute: number): string => new Date(Date.UTC(2026, 2, 1, 0, minute)).toISOString();
const ask = (requestId: string, minute = 0, email = 'ada@example.org'): BookingCommand => ({
  type: 'requestManageLink',
  requestId,
  email,
  now: at(minute),
});
const mailed = (requestId: string, minute = 0): BookingEvent => ({
  type: 'ManageLinkRequested',
  data: { bookingId, requestId, at: at(minute) },
});

describe('a request for the manage link', () => {
  const booked = given(booking, requested, confirmed);

  it('mails it to the attendee, ignoring the case of the address', () => {
    booked.when(ask('r_1')).then(mailed('r_1'));
    booked.when(ask('r_1', 0, 'ADA@EXAMPLE.ORG')).then(mailed('r_1'));
  });

  it('mails it to no other address, without a refusal', () => {
    for (const email of ['eve@example.org', 'ada@example.com', 'ada']) booked.when(ask('r_1', 0, email)).thenNothing();
  });

  it('mails it once per request', () => {
    given(booking, requested, confirmed, mailed('r_1')).when(ask('r_1', 120)).thenNothing();
    given(booking, requested, confirmed, mailed('r_1')).when(ask('r_2')).then(mailed('r_2'));
  });

  it('mails it at most three times an hour', () => {
    const often = given(booking, requested, confirmed, mailed('r_1', 0), mailed('r_2', 10), mailed('r_3', 20));
    often.when(ask('r_4', 59)).thenNothing();
    often.when(ask('r_4', 60)).then(mailed('r_4', 60));
  });

  it('mails it while the booking has a page, and not for a rejected attempt', () => {
    given(booking, requested, confirmed, { type: 'BookingCancelled', data: { bookingId, by: 'host' } })
      .when(ask('r_1'))
      .then(mailed('r_1'));
    given(booking, requested, { type: 'BookingRejected', data: { bookingId, reason: 'slotTaken' } })
      .when(ask('r_1'))
      .thenNothing();
    given(booking, requested).when(ask('r_1')).thenNothing();
    given(booking).when(ask('r_1')).thenRefused({ kind: 'bookingUnknown' });
  });
});
