import { describe, expect, it } from '@jest/globals';
import type { Booking, ConnectedCalendar } from '../api/shapes.js';
import { differencesIn, hostsAhead } from './calendar-differences.js';

const NOW = Date.parse('2026-03-02T12:00:00.000Z');

const calendar = (name: string, differing?: ConnectedCalendar['differing']): ConnectedCalendar => ({
  id: name,
  type: 'caldav',
  name,
  state: 'ok',
  lastReadAt: null,
  busyCount: 0,
  skippedCount: 0,
  allEventsBusy: false,
  whenUnreachable: 'lastKnown',
  ...(differing === undefined ? {} : { differing }),
});

describe('what hosts changed in their calendars', () => {
  it('is found by booking, with the calendar', () => {
    const start = '2026-03-03T09:00:00.000Z';
    const found = differencesIn([
      calendar('Feed'),
      calendar('Cloud', [
        { bookingId: 'bkg_1', difference: 'movedByHost', start },
        { bookingId: 'bkg_2', difference: 'deletedByHost' },
      ]),
      calendar('Other', [{ bookingId: 'bkg_1', difference: 'notWritten' }]),
    ]);
    expect(Object.fromEntries(found)).toEqual({
      bkg_1: [
        { calendar: 'Cloud', difference: 'movedByHost', start },
        { calendar: 'Other', difference: 'notWritten' },
      ],
      bkg_2: [{ calendar: 'Cloud', difference: 'deletedByHost' }],
    });
  });

  it('is asked of the hosts of meetings to come', () => {
    const booking = (status: Booking['status'], day: string, ...hosts: readonly string[]) =>
      ({
        status,
        end: `2026-03-${day}T10:00:00.000Z`,
        hosts: hosts.map((id) => ({ id, name: id, email: '' })),
      }) as Booking;
    const bookings = [
      booking('confirmed', '03', 'b', 'a'),
      booking('confirmed', '04', 'a'),
      booking('cancelled', '03', 'c'),
      booking('confirmed', '01', 'd'),
    ];
    expect(hostsAhead(bookings, NOW)).toEqual(['a', 'b']);
  });
});
