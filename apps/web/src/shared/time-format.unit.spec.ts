import { describe, expect, it } from '@jest/globals';
import { allTimeZones, dayName, searchZones, timeFormatIn, monthName, utcOffset } from './time-format.js';

describe('times', () => {
  const slot = { start: '2026-03-28T23:30:00.000Z', end: '2026-03-29T00:00:00.000Z' };

  it('are formatted for the time zone and the locale', () => {
    const berlin = timeFormatIn('Europe/Berlin', 'de-DE');
    expect(berlin.dateKey(slot.start)).toBe('2026-03-29');
    expect(berlin.span(slot)).toBe('Sonntag, 29. März 2026, 00:30–01:00');
    expect(timeFormatIn('America/New_York', 'en-US').dateKey(slot.start)).toBe('2026-03-28');
    expect(timeFormatIn('America/New_York', 'en-US').time(slot.start)).toMatch(/^7:30.PM$/);
  });

  it('format days and months independently of the time zone', () => {
    expect(dayName('2026-03-29', 'de')).toBe('Sonntag, 29. März 2026');
    expect(monthName('2026-01', 'en')).toBe('January 2026');
  });
});

const summer = new Date('2026-07-01T00:00:00Z');
const winter = new Date('2026-01-01T00:00:00Z');

describe('time zones', () => {
  it('have their offset at the given time of the year', () => {
    expect(utcOffset('Europe/Berlin', summer)).toBe('UTC+02:00');
    expect(utcOffset('Europe/Berlin', winter)).toBe('UTC+01:00');
    expect(utcOffset('Asia/Kolkata', winter)).toBe('UTC+05:30');
    expect(utcOffset('UTC', winter)).toBe('UTC+00:00');
  });

  it('are found by their words, and include the chosen one', () => {
    const zones = allTimeZones('Etc/GMT-3', winter);
    expect(zones.map(({ id }) => id)).toContain('Etc/GMT-3');
    expect(searchZones(zones, 'new york').map(({ id }) => id)).toEqual(['America/New_York']);
    expect(searchZones(zones, '+05:30 asia').map(({ id }) => id)).not.toEqual([]);
    expect(searchZones(zones, '  ')).toHaveLength(zones.length);
    expect(searchZones(zones, 'nowhere')).toEqual([]);
  });
});
