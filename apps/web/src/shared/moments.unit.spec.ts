import { describe, expect, it } from '@jest/globals';
import { allTimeZones, dayName, matching, momentsIn, monthName, offsetOf } from './moments.js';

describe('moments', () => {
  const slot = { start: '2026-03-28T23:30:00.000Z', end: '2026-03-29T00:00:00.000Z' };

  it('belong to the day that the zone has, in the words of the locale', () => {
    const berlin = momentsIn('Europe/Berlin', 'de-DE');
    expect(berlin.dateKey(slot.start)).toBe('2026-03-29');
    expect(berlin.span(slot)).toBe('Sonntag, 29. März 2026, 00:30–01:00');
    expect(momentsIn('America/New_York', 'en-US').dateKey(slot.start)).toBe('2026-03-28');
    expect(momentsIn('America/New_York', 'en-US').time(slot.start)).toMatch(/^7:30.PM$/);
  });

  it('name days and months without a zone to shift them', () => {
    expect(dayName('2026-03-29', 'de')).toBe('Sonntag, 29. März 2026');
    expect(monthName('2026-01', 'en')).toBe('January 2026');
  });
});

const summer = new Date('2026-07-01T00:00:00Z');
const winter = new Date('2026-01-01T00:00:00Z');

describe('time zones', () => {
  it('are shown with their offset at that time of the year', () => {
    expect(offsetOf('Europe/Berlin', summer)).toBe('UTC+02:00');
    expect(offsetOf('Europe/Berlin', winter)).toBe('UTC+01:00');
    expect(offsetOf('Asia/Kolkata', winter)).toBe('UTC+05:30');
    expect(offsetOf('UTC', winter)).toBe('UTC+00:00');
  });

  it('are found by any of their words, the chosen one among them whatever it is', () => {
    const zones = allTimeZones('Etc/GMT-3', winter);
    expect(zones.map(({ id }) => id)).toContain('Etc/GMT-3');
    expect(matching(zones, 'new york').map(({ id }) => id)).toEqual(['America/New_York']);
    expect(matching(zones, '+05:30 asia').map(({ id }) => id)).not.toEqual([]);
    expect(matching(zones, '  ')).toHaveLength(zones.length);
    expect(matching(zones, 'nowhere')).toEqual([]);
  });
});
