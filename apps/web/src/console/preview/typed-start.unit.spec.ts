import { describe, expect, it } from '@jest/globals';
import { typedStart } from './typed-start.js';

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
