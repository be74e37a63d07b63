import { describe, expect, it } from '@jest/globals';
import { momentIn, whenOf } from './meeting-time.js';

const inNewYork = { language: 'en', timeZone: 'America/New_York' } as const;
const inBerlin = { language: 'de', timeZone: 'Europe/Berlin' } as const;

describe('the time of a meeting', () => {
  it('names the zone, in the words of the language', () => {
    const meeting = { start: '2026-03-28T13:00:00.000Z', end: '2026-03-28T13:45:00.000Z' };
    expect(whenOf(meeting, inNewYork)).toBe('Saturday, 28 March 2026, 09:00 – 09:45 (America/New York)');
    expect(whenOf(meeting, inBerlin)).toBe('Samstag, 28. März 2026, 14:00 – 14:45 Uhr (Europe/Berlin)');
  });

  it('names both days if it ends on another one for its reader', () => {
    const meeting = { start: '2026-03-28T22:30:00.000Z', end: '2026-03-28T23:30:00.000Z' };
    expect(whenOf(meeting, inNewYork)).toBe('Saturday, 28 March 2026, 18:30 – 19:30 (America/New York)');
    expect(whenOf(meeting, inBerlin)).toBe(
      'Samstag, 28. März 2026, 23:30 – Sonntag, 29. März 2026, 00:30 Uhr (Europe/Berlin)',
    );
  });

  it('follows a change of the clocks', () => {
    expect(momentIn('2026-03-29T00:59:00.000Z', inBerlin)).toContain('01:59 Uhr');
    expect(momentIn('2026-03-29T01:00:00.000Z', inBerlin)).toContain('03:00 Uhr');
  });

  it('has its offset in the hour that the clocks show twice', () => {
    const meeting = { start: '2026-10-25T00:00:00.000Z', end: '2026-10-25T01:00:00.000Z' };
    expect(whenOf(meeting, inBerlin)).toContain(', 02:00 (UTC+02:00) – 02:00 (UTC+01:00) Uhr (Europe/Berlin)');
  });

  it('names the city as it is called today', () => {
    const inKolkata = { language: 'en', timeZone: 'Asia/Calcutta' } as const;
    expect(momentIn('2026-03-28T13:00:00.000Z', inKolkata)).toContain('18:30 (Asia/Kolkata)');
  });
});
