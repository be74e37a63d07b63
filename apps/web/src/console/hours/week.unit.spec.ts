import { describe, expect, it } from '@jest/globals';
import type { Schedule } from '../api/shapes.js';
import { fromShownEnd, toShownEnd, hasProblem, nextRange, problemOf, toWeekly, toWeek } from './week.js';

const weekly: Schedule['weekly'] = [
  { days: ['mon', 'tue'], from: '13:00', to: '17:00' },
  { days: ['mon', 'tue', 'wed'], from: '09:00', to: '12:00' },
];

describe('weekly hours', () => {
  it('are grouped by weekday and sorted', () => {
    const week = toWeek(weekly);
    expect(week.mon).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ]);
    expect(week.wed).toEqual([{ from: '09:00', to: '12:00' }]);
    expect(week.sun).toEqual([]);
  });

  it('survive the conversion to the editor and back', () => {
    expect(toWeek(toWeekly(toWeek(weekly)))).toEqual(toWeek(weekly));
    expect(toWeekly(toWeek(weekly))).toHaveLength(2);
    expect(toWeekly(toWeek([]))).toEqual([]);
  });

  it('suggest a range that fits into the day', () => {
    expect(nextRange([])).toEqual({ from: '09:00', to: '17:00' });
    expect(nextRange([{ from: '09:00', to: '12:00' }])).toEqual({ from: '13:00', to: '14:00' });
    expect(nextRange([{ from: '09:00', to: '22:30' }])).toEqual({ from: '23:30', to: '24:00' });
    expect(nextRange([{ from: '09:00', to: '23:00' }])).toBeNull();
  });

  it('report incomplete, backward and overlapping ranges', () => {
    const ranges = [
      { from: '09:00', to: '12:00' },
      { from: '11:00', to: '13:00' },
      { from: '15:00', to: '15:00' },
      { from: '', to: '18:00' },
      { from: '18:00', to: '24:00' },
    ];
    expect(ranges.map((_range, place) => problemOf(ranges, place))).toEqual([
      null,
      'overlaps',
      'backwards',
      'incomplete',
      null,
    ]);
    expect(hasProblem(ranges)).toBe(true);
    expect(hasProblem(ranges.slice(0, 1))).toBe(false);
  });

  it('show an end at midnight as 00:00', () => {
    expect(toShownEnd('24:00')).toBe('00:00');
    expect(fromShownEnd('00:00')).toBe('24:00');
    expect(fromShownEnd(toShownEnd('17:00'))).toBe('17:00');
  });
});
