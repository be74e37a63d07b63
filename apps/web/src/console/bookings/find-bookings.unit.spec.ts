import { describe, expect, it } from '@jest/globals';
import { timeFormatIn } from '../../shared/time-format.js';
import type { Booking } from '../api/shapes.js';
import { byDay, findBookings } from './find-bookings.js';

const booking = (id: string, given: Partial<Booking>): Booking => ({
  id,
  status: 'confirmed',
  start: '2026-03-30T07:00:00.000Z',
  end: '2026-03-30T07:30:00.000Z',
  linkId: 'lnk_1',
  meetingTypeId: 'mtt_1',
  confirmation: 'instant',
  hosts: [{ id: 'hst_1', name: 'Noor Patel', email: 'noor@example.com' }],
  attendee: { name: 'Ada Lovelace', email: 'ada@example.com' },
  answers: {},
  createdAt: '2026-03-01T09:00:00.000Z',
  updatedAt: '2026-03-01T09:00:00.000Z',
  manageUrl: '',
  calendarUrl: '',
  ...given,
});
const ada = booking('bkg_ada', { answers: { topic: 'Engines', hungry: true } });
const bea = booking('bkg_bea', {
  attendee: { name: 'Bea', email: 'bea@example.com' },
  guests: ['cleo@example.org'],
  note: 'By phone',
});

describe('searching bookings', () => {
  it.each([
    ['', ['bkg_ada', 'bkg_bea']],
    ['noor', ['bkg_ada', 'bkg_bea']],
    ['love ADA', ['bkg_ada']],
    ['engines', ['bkg_ada']],
    ['cleo', ['bkg_bea']],
    ['phone bea', ['bkg_bea']],
    ['phone ada', []],
  ])('finds by %j', (search, ids) => {
    expect(findBookings([ada, bea], search).map(({ id }) => id)).toEqual(ids);
  });
});

describe('bookings by day', () => {
  it('are grouped by the day in the time zone, in their order', () => {
    const late = booking('bkg_late', { start: '2026-03-30T23:00:00.000Z' });
    const { dateKey } = timeFormatIn('Europe/Berlin', 'en');
    expect(byDay([late, ada, bea], dateKey)).toEqual([
      { day: '2026-03-31', bookings: [late] },
      { day: '2026-03-30', bookings: [ada, bea] },
    ]);
  });
});
