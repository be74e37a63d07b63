import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { bookingFilterIn, bookingsHref, STATUSES } from './booking-filter.js';

describe('the filter of the bookings in the address', () => {
  it('is read back as it was written', () => {
    const filters = fc.record({
      search: fc.string({ unit: 'grapheme' }),
      status: fc.constantFrom('usual' as const, ...STATUSES),
    });
    fc.assert(
      fc.property(filters, (filter) => {
        expect(bookingFilterIn(new URL(bookingsHref(filter), 'https://book.example.com').search)).toEqual(filter);
      }),
    );
  });

  it('ignores an unknown status', () => {
    expect(bookingFilterIn('status=lost')).toEqual({ search: '', status: 'usual' });
  });
});
