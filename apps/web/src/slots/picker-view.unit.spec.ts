import { describe, expect, it } from '@jest/globals';
import { dayToShow, within } from './picker-view.js';

const FREE = ['2026-03-02', '2026-03-05', '2026-03-09'];

describe('the day that a picker shows', () => {
  it.each([
    ['the chosen one', FREE, '2026-03-05', '2026-03-05'],
    ['the next free one, if the chosen one is full', FREE, '2026-03-03', '2026-03-05'],
    ['the first free one after the last', FREE, '2026-03-20', '2026-03-02'],
    ['the first free one at first', FREE, null, '2026-03-02'],
    ['none without free times', [], '2026-03-05', null],
  ])('is %s', (_name, free, chosen, day) => expect(dayToShow(free, chosen)).toBe(day));

  it.each([
    ['2026-03-01', '2026-03-02'],
    ['2026-03-03', '2026-03-03'],
    ['2026-05-01', '2026-04-30'],
  ])('%s is %s within the bookable days', (day, expected) => {
    expect(within(day, '2026-03-02', '2026-04-30')).toBe(expected);
  });
});
