import { describe, expect, it } from '@jest/globals';
import type { Booking } from '../api/shapes.js';
import { sortBookings } from './sort-bookings.js';

const NOW = Date.parse('2026-03-03T12:00:00.000Z');

const booking = (id: string, status: Booking['status'], start: string): Booking => ({
  id,
  status,
  start,
  end: new Date(Date.parse(start) + 3_600_000).toISOString(),
  linkId: 'lnk_1',
  meetingTypeId: 'mtt_1',
  confirmation: 'instant',
  attendee: { name: 'Ada', email: 'ada@example.com' },
  answers: {},
  manageUrl: '',
  calendarUrl: '',
  createdAt: '2026-03-01T09:00:00.000Z',
  updatedAt: '2026-03-01T09:00:00.000Z',
  hosts: [],
});

describe('sorting bookings', () => {
  it('splits them into waiting, upcoming (soonest first) and past (latest first)', () => {
    const sorted = sortBookings(
      [
        booking('later', 'confirmed', '2026-03-05T09:00:00.000Z'),
        booking('next', 'confirmed', '2026-03-04T09:00:00.000Z'),
        booking('now', 'confirmed', '2026-03-03T11:30:00.000Z'),
        booking('old', 'confirmed', '2026-03-01T09:00:00.000Z'),
        booking('gone', 'cancelled', '2026-03-04T09:00:00.000Z'),
        booking('asked', 'awaitingApproval', '2026-03-04T09:00:00.000Z'),
        booking('failed', 'rejected', '2026-03-04T09:00:00.000Z'),
        booking('unconfirmed', 'awaitingOptIn', '2026-03-04T09:00:00.000Z'),
      ],
      NOW,
    );
    const idsOf = (list: readonly Booking[]): readonly string[] => list.map(({ id }) => id);
    expect(idsOf(sorted.waiting)).toEqual(['asked']);
    expect(idsOf(sorted.upcoming)).toEqual(['now', 'next', 'later']);
    expect(idsOf(sorted.past)).toEqual(['gone', 'old']);
  });
});
