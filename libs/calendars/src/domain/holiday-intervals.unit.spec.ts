import { describe, expect, it } from '@jest/globals';
import { daysWithin, holidayIntervals, localDay } from './holiday-intervals.js';

const day = (date: string, startsAt = '00:00') => ({ date, startsAt, name: 'Holiday' });
const HOUR_MS = 3_600_000;

const hoursOf = (date: string, timeZone: string): number | null => {
  const [interval] = holidayIntervals([day(date)], [], timeZone);
  return interval === undefined ? null : (Date.parse(interval.end) - Date.parse(interval.start)) / HOUR_MS;
};

describe('the times of holidays', () => {
  it('are whole days in the zone of the host', () => {
    expect(holidayIntervals([day('2027-01-06')], [], 'Europe/Berlin')).toEqual([
      { start: '2027-01-05T23:00:00.000Z', end: '2027-01-06T23:00:00.000Z' },
    ]);
    expect(holidayIntervals([day('2027-01-06')], [], 'America/New_York')).toEqual([
      { start: '2027-01-06T05:00:00.000Z', end: '2027-01-07T05:00:00.000Z' },
    ]);
  });

  it('have 23 or 25 hours when the clocks change', () => {
    expect(hoursOf('2027-03-28', 'Europe/Berlin')).toBe(23);
    expect(hoursOf('2027-10-31', 'Europe/Berlin')).toBe(25);
    expect(hoursOf('2027-12-25', 'Europe/Berlin')).toBe(24);
  });

  it('begin with the first moment of a day that has no midnight', () => {
    // In Santiago, the clocks go from 24:00 to 1:00.
    expect(hoursOf('2027-09-05', 'America/Santiago')).toBe(23);
    expect(holidayIntervals([day('2027-09-05')], [], 'America/Santiago')[0]?.start).toBe('2027-09-05T04:00:00.000Z');
  });

  it('begin later if only the rest of a day is one', () => {
    expect(holidayIntervals([day('2027-12-24', '13:00')], [], 'Atlantic/Reykjavik')).toEqual([
      { start: '2027-12-24T13:00:00.000Z', end: '2027-12-25T00:00:00.000Z' },
    ]);
  });

  it('leave out the days that are off', () => {
    const days = [day('2027-12-25'), day('2027-12-26')];
    expect(holidayIntervals(days, ['2027-12-25', '2027-01-01'], 'UTC')).toEqual([
      { start: '2027-12-26T00:00:00.000Z', end: '2027-12-27T00:00:00.000Z' },
    ]);
  });
});

describe('days', () => {
  it('reach as far as the horizon does in any zone', () => {
    const horizon = { from: '2027-01-01T00:00:00.000Z', to: '2027-02-01T00:00:00.000Z' };
    expect(daysWithin(horizon)).toEqual({ from: '2026-12-31', to: '2027-02-02' });
  });

  it('are those of the zone', () => {
    const at = Date.parse('2027-01-01T11:00:00Z');
    expect(localDay(at, 'Pacific/Auckland')).toBe('2027-01-02');
    expect(localDay(at, 'UTC')).toBe('2027-01-01');
    expect(localDay(at, 'Pacific/Pago_Pago')).toBe('2027-01-01');
  });
});
