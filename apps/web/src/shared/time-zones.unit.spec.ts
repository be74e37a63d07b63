import { describe, expect, it } from '@jest/globals';
import { allTimeZones, matching, offsetOf } from './time-zones.js';

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
