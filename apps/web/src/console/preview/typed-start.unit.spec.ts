import { describe, expect, it } from '@jest/globals';
import { typedDay, typedStart } from './typed-start.js';

describe('a start that was typed', () => {
  it.each([
    ['2026-03-03', '09:30', '2026-03-03T08:30:00.000Z'],
    ['2026-07-03', '09:30', '2026-07-03T07:30:00.000Z'],
    // Clocks go back at 3:00.
    ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
  ])('on %s at %s in Berlin is %s', (date, time, start) =>
    expect(typedStart(date, time, 'Europe/Berlin')).toEqual({ kind: 'start', start }),
  );

  it('does not exist if clocks skip it', () => {
    expect(typedStart('2026-03-29', '02:30', 'Europe/Berlin')).toEqual({ kind: 'noSuchTime' });
  });

  it.each([
    ['', '09:30'],
    ['2026-03-03', ''],
    ['2026-02-30x', '09:30'],
  ])('is incomplete: "%s" "%s"', (date, time) =>
    expect(typedStart(date, time, 'Europe/Berlin')).toEqual({ kind: 'incomplete' }),
  );
});

describe('a day that was typed', () => {
  it.each([
    ['2026-03-03', '2026-03-02T23:00:00.000Z', '2026-03-03T23:00:00.000Z'],
    // Of 25 hours.
    ['2026-10-25', '2026-10-24T22:00:00.000Z', '2026-10-25T23:00:00.000Z'],
  ])('%s lasts from midnight to midnight in Berlin', (date, from, to) =>
    expect(typedDay(date, 'Europe/Berlin')).toEqual({ from, to }),
  );

  it('begins an hour later if clocks skip its midnight', () => {
    expect(typedDay('2026-03-29', 'Asia/Beirut')?.from).toBe('2026-03-28T22:00:00.000Z');
  });

  it.each(['', '2026-02-30x'])('is incomplete: "%s"', (date) => expect(typedDay(date, 'Europe/Berlin')).toBeNull());
});
