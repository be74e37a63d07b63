import { describe, expect, it } from '@jest/globals';
import type { Schedule } from '../api/shapes.js';
import { endMeant, endShown, hasProblem, nextRange, problemOf, weeklyOf, weekOf } from './week.js';

const weekly: Schedule['weekly'] = [
  { days: ['mon', 'tue'], from: '13:00', to: '17:00' },
  { days: ['mon', 'tue', 'wed'], from: '09:00', to: '12:00' },
];

describe('the hours of a week', () => {
  it('are shown by weekday, in order', () => {
    const week = weekOf(weekly);
    expect(week.mon).toEqual([
      { from: '09:00', to: '12:00' },
      { from: '13:00', to: '17:00' },
    ]);
    expect(week.wed).toEqual([{ from: '09:00', to: '12:00' }]);
    expect(week.sun).toEqual([]);
  });

  it('are the same after being shown and saved', () => {
    expect(weekOf(weeklyOf(weekOf(weekly)))).toEqual(weekOf(weekly));
    expect(weeklyOf(weekOf(weekly))).toHaveLength(2);
    expect(weeklyOf(weekOf([]))).toEqual([]);
  });

  it('grow by a range that the day has room for', () => {
    expect(nextRange([])).toEqual({ from: '09:00', to: '17:00' });
    expect(nextRange([{ from: '09:00', to: '12:00' }])).toEqual({ from: '13:00', to: '14:00' });
    expect(nextRange([{ from: '09:00', to: '22:30' }])).toEqual({ from: '23:30', to: '24:00' });
    expect(nextRange([{ from: '09:00', to: '23:00' }])).toBeNull();
  });

  it('have problems where a range is open, ends before it starts, or meets another', () => {
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

  it('may end at midnight, which a time field shows as 00:00', () => {
    expect(endShown('24:00')).toBe('00:00');
    expect(endMeant('00:00')).toBe('24:00');
    expect(endMeant(endShown('17:00'))).toBe('17:00');
  });
});
