import { describe, expect, it } from '@jest/globals';
import { rescheduleHref, rescheduleRequestIn, withoutRescheduleRequest } from './reschedule-request.js';

describe('an address that offers to reschedule a booking', () => {
  it('names the booking and the start', () => {
    const { search, hash } = new URL(rescheduleHref('bkg_1', '2026-03-05T15:00:00.000Z'), 'https://book.example');
    expect(rescheduleRequestIn({ search, hash })).toEqual({ bookingId: 'bkg_1', start: '2026-03-05T15:00:00.000Z' });
  });

  it('asks once: without the request it leads to the booking', () => {
    const { pathname, hash } = new URL(rescheduleHref('bkg_1', '2026-03-05T15:00:00.000Z'), 'https://book.example');
    expect(withoutRescheduleRequest({ pathname, hash })).toBe('/bookings#bkg_1');
  });

  it.each([
    ['', '#bkg_1'],
    ['?reschedule=soon', '#bkg_1'],
    ['?reschedule=2026-03-05T15:00:00.000Z', ''],
  ])('is none: "%s%s"', (search, hash) => expect(rescheduleRequestIn({ search, hash })).toBeNull());
});
