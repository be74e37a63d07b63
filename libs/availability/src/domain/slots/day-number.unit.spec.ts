import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dateOf, dayNumberOf, firstOfMonth, weekdayOf } from './day-number.js';

describe('day numbers', () => {
  it('count days since 1970-01-01', () => {
    expect(dayNumberOf('1970-01-01')).toBe(0);
    expect(dayNumberOf('1969-12-31')).toBe(-1);
    expect(dayNumberOf('2000-02-29')).toBe(11_016);
    expect(dateOf(11_017)).toBe('2000-03-01');
  });

  it('match the calendar from year 0 to 9999', () => {
    fc.assert(
      fc.property(fc.integer({ min: dayNumberOf('0000-01-01'), max: dayNumberOf('9999-12-31') }), (day) => {
        const date = new Date(day * 86_400_000);
        expect(dateOf(day)).toBe(date.toISOString().slice(0, 10));
        expect(dayNumberOf(dateOf(day))).toBe(day);
        expect(weekdayOf(day)).toBe(['sun', 'mon', 'tue', 'wed', 'thu', 'fri', 'sat'][date.getUTCDay()]);
        expect(dateOf(firstOfMonth(day))).toBe(`${dateOf(day).slice(0, 7)}-01`);
      }),
    );
  });
});
