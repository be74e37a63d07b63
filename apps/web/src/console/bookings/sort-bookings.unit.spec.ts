import { describe, expect, it } from '@jest/globals';
import type { Booking } from '../api/shapes.js';
import { shownAtFirst, sortBookings } from './sort-bookings.js';

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

const all = [
  booking('later', 'confirmed', '2026-03-05T09:00:00.000Z'),
  booking('next', 'confirmed', '2026-03-04T09:00:00.000Z'),
  booking('now', 'confirmed', '2026-03-03T11:30:00.000Z'),
  booking('old', 'confirmed', '2026-03-01T09:00:00.000Z'),
  booking('gone', 'cancelled', '2026-03-04T09:00:00.000Z'),
  booking('asked', 'awaitingApproval', '2026-03-06T09:00:00.000Z'),
  booking('failed', 'rejected', '2026-03-04T09:00:00.000Z'),
  booking('unconfirmed', 'awaitingOptIn', '2026-03-04T09:00:00.000Z'),
];

const idsOf = (list: readonly Booking[]): readonly string[] => list.map(({ id }) => id);

describe('sorting bookings', () => {
  it('splits them into upcoming (soonest first) and past or ended (latest first), without failed attempts', () => {
    const { upcoming, past } = sortBookings(all, 'usual', NOW);
    expect(idsOf(upcoming)).toEqual(['now', 'next', 'later', 'asked']);
    expect(idsOf(past)).toEqual(['gone', 'old']);
  });

  it('leaves an attempt that was given up before it was confirmed to the link’s history', () => {
    const givenUp: Booking = { ...booking('given-up', 'cancelled', '2026-03-04T09:00:00.000Z'), reason: 'cancelled' };
    expect(idsOf(sortBookings([givenUp], 'usual', NOW).past)).toEqual([]);
    expect(idsOf(sortBookings([givenUp], 'cancelled', NOW).past)).toEqual(['given-up']);
  });

  it.each([
    ['later', 2],
    ['next', 2],
    ['now', 4],
    ['unknown', 2],
    ['', 2],
  ])('shows the booking %j that a link leads to, and as few others as steps allow', (id, shown) => {
    expect(shownAtFirst(all, id, 2)).toBe(shown);
  });

  it.each([
    ['rejected', [], ['failed']],
    ['awaitingOptIn', ['unconfirmed'], []],
    ['confirmed', ['now', 'next', 'later'], ['old']],
  ] as const)('finds those that are %s', (status, ahead, over) => {
    const { upcoming, past } = sortBookings(all, status, NOW);
    expect([idsOf(upcoming), idsOf(past)]).toEqual([ahead, over]);
  });
});
