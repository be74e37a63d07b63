import { describe, expect, it } from '@jest/globals';
import {
  hostOf,
  monday,
  occupiedOf,
  offered,
  office,
  onDay,
  rulesOf,
  timesOffered,
  weekly,
} from '../fixtures/slot-fixtures.js';

describe('slots of a host', () => {
  it('follow the interval from the start of each range, and fit completely', () => {
    const host = hostOf({ timeZone: 'UTC', weekly: weekly('mon 09:10-10:30', 'mon 13:00-13:45') });
    const rules = rulesOf({ durationMinutes: 30, slotIntervalMinutes: 20 });
    expect(timesOffered(host, { ...monday, rules })).toEqual(['09:10', '09:30', '09:50', '13:00']);
  });

  it('keep the grid across bookings and busy times', () => {
    const rules = rulesOf({ durationMinutes: 40 });
    const occupied = [occupiedOf('2026-06-01T09:40:00Z', 20)];
    expect(timesOffered(hostOf(office, { occupied }), { ...monday, rules })).toEqual(['09:00', '10:20', '11:00']);
    const busy = [{ start: '2026-06-01T10:00:00Z', end: '2026-06-01T10:05:00Z' }];
    expect(timesOffered(hostOf(office, { busy }), { ...monday, rules })).toEqual(['09:00', '10:20', '11:00']);
  });

  it('continue over midnight if ranges touch', () => {
    const host = hostOf({ timeZone: 'UTC', weekly: weekly('sun 23:00-24:00', 'mon 00:00-01:00') });
    const night = { from: '2026-05-31T12:00:00Z', to: '2026-06-01T12:00:00Z' };
    expect(timesOffered(host, { ...night, rules: rulesOf({ durationMinutes: 40 }) })).toEqual([
      '23:00',
      '23:40',
      '00:20',
    ]);
    expect(timesOffered(host, { ...night, rules: rulesOf({ durationMinutes: 120 }) })).toEqual(['23:00']);
    expect(timesOffered(host, { ...night, rules: rulesOf({ durationMinutes: 121 }) })).toEqual([]);
    // Also across the end of a month, and queried from the middle of it.
    expect(timesOffered(host, { ...monday, rules: rulesOf({ durationMinutes: 40 }) })).toEqual(['00:20']);
  });

  it('merge overlapping and touching ranges of a day', () => {
    const host = hostOf({ timeZone: 'UTC', weekly: weekly('mon 09:00-10:30', 'mon 10:00-11:00', 'mon 11:00-12:00') });
    expect(timesOffered(host, { ...monday, rules: rulesOf({ durationMinutes: 90 }) })).toEqual(['09:00', '10:30']);
  });

  it('may last a day, across a day with 23 hours', () => {
    const host = hostOf({
      timeZone: 'Europe/London',
      weekly: weekly('sat 23:30-24:00', 'sun 00:00-24:00', 'mon 00:00-00:30'),
    });
    const rules = rulesOf({ durationMinutes: 24 * 60 });
    expect(offered(host, { from: '2026-03-28T00:00:00Z', to: '2026-03-31T00:00:00Z', rules })).toEqual([
      '2026-03-28T23:30',
    ]);
  });

  it('follow an override in the host’s zone, for any window', () => {
    const schedule = {
      timeZone: 'America/New_York',
      weekly: weekly('09:00-11:00'),
      overrides: [
        { date: '2026-06-02', ranges: [{ from: '20:00', to: '22:00' }] },
        { date: '2026-06-03', ranges: [] },
      ],
    };
    // 20:00 in New York on the 2nd is the 3rd in UTC, and in a viewer's Berlin.
    expect(offered(hostOf(schedule), { from: '2026-06-02T22:00:00Z', to: '2026-06-04T22:00:00Z' })).toEqual([
      '2026-06-03T00:00',
      '2026-06-03T01:00',
      '2026-06-04T13:00',
      '2026-06-04T14:00',
    ]);
    expect(offered(hostOf(schedule), onDay('2026-06-02'))).toEqual([]);
  });

  it('exclude time off, both dates inclusive', () => {
    const timeOff = [{ from: '2026-06-02', to: '2026-06-03' }];
    const days = offered(hostOf(office, { timeOff }), { from: '2026-06-01T00:00:00Z', to: '2026-06-08T00:00:00Z' });
    expect([...new Set(days.map((start) => start.slice(0, 10)))]).toEqual(['2026-06-01', '2026-06-04', '2026-06-05']);
  });

  it('belong to the window in which they start', () => {
    expect(timesOffered(hostOf(office), { from: '2026-06-01T09:00:00Z', to: '2026-06-01T10:00:00.001Z' })).toEqual([
      '09:00',
      '10:00',
    ]);
    expect(timesOffered(hostOf(office), { from: '2026-06-01T09:00:00.001Z', to: '2026-06-01T11:00:00Z' })).toEqual([
      '10:00',
    ]);
  });

  it('are empty for a window that ends before it starts', () => {
    expect(offered(hostOf(office), { from: monday.to, to: monday.from })).toEqual([]);
  });
});
