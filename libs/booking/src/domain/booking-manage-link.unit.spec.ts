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

describe('the way back to a booking', () => {
  const booked = given(booking, requested, confirmed);

  it('is mailed to the attendee, however the address is written', () => {
    booked.when(ask('r_1')).then(mailed('r_1'));
    booked.when(ask('r_1', 0, 'ADA@EXAMPLE.ORG')).then(mailed('r_1'));
  });

  it('is mailed to nobody else, and nobody is refused it', () => {
    for (const email of ['eve@example.org', 'ada@example.com', 'ada']) booked.when(ask('r_1', 0, email)).thenNothing();
  });

  it('is mailed once for each request', () => {
    given(booking, requested, confirmed, mailed('r_1')).when(ask('r_1', 120)).thenNothing();
    given(booking, requested, confirmed, mailed('r_1')).when(ask('r_2')).then(mailed('r_2'));
  });

  it('is mailed three times an hour at the most', () => {
    const often = given(booking, requested, confirmed, mailed('r_1', 0), mailed('r_2', 10), mailed('r_3', 20));
    often.when(ask('r_4', 59)).thenNothing();
    often.when(ask('r_4', 60)).then(mailed('r_4', 60));
  });

  it('is mailed as long as there is a page to see, and not for an attempt that came to nothing', () => {
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
