import { describe, expect, it } from '@jest/globals';
import { dayName, momentsIn, monthName } from './moments.js';

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
