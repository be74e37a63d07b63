import { describe, expect, it } from '@jest/globals';
import { occupiedOf } from './fixtures/slot-fixtures.js';
import {
  noneOccupied,
  occupiedBetween,
  occupiedBy,
  withoutSlot,
  withSlot,
  type OccupiedSlot,
} from './occupied-slots.js';
import { DAY_MS } from './slots/day-number.js';

const slot = (bookingId: string, start: string): OccupiedSlot => ({
  bookingId,
  state: 'held',
  ...occupiedOf(start, 60),
});
const late = slot('bkg_1', '2026-06-01T23:30:00Z');
const early = slot('bkg_2', '2026-06-02T00:30:00Z');

describe('occupied slots', () => {
  const both = withSlot(withSlot(noneOccupied, late), early);

  it('are found by booking and start, and by the UTC days they start on', () => {
    expect(occupiedBy(both, 'bkg_1', late.start)).toEqual(late);
    expect(occupiedBy(both, 'bkg_2', late.start)).toBeUndefined();
    expect(occupiedBetween(both, late.start, late.start)).toEqual([late]);
    expect(occupiedBetween(both, late.start, early.start)).toEqual([late, early]);
    expect(occupiedBetween(both, early.start + DAY_MS, early.start + 9 * DAY_MS)).toEqual([]);
  });

  it('are replaced by the same booking at the same start only', () => {
    const booked: OccupiedSlot = { ...late, state: 'booked' };
    expect(occupiedBetween(withSlot(both, booked), late.start, early.start)).toEqual([booked, early]);
    const elsewhere = slot('bkg_1', '2026-06-01T20:00:00Z');
    expect(occupiedBetween(withSlot(both, elsewhere), late.start, late.start)).toEqual([late, elsewhere]);
  });

  it('leave no trace when they are removed', () => {
    expect(withoutSlot(withoutSlot(both, 'bkg_1', late.start), 'bkg_2', early.start)).toEqual(noneOccupied);
    expect(withoutSlot(both, 'bkg_1', early.start)).toBe(both);
  });

  it('share everything but the day that changes', () => {
    const many = Array.from({ length: 400 }, (_, index) => slot(`bkg_${index}`, '2020-01-01T09:00:00Z')).map(
      (one, index) => ({ ...one, start: one.start + index * DAY_MS, end: one.end + index * DAY_MS }),
    );
    const before = many.reduce(withSlot, noneOccupied);
    const after = withSlot(before, early);
    expect(after).toHaveLength(before.length + 1);
    before.forEach((block, index) => expect(after[index]).toBe(block));
    const again = withSlot(after, { ...early, state: 'booked' });
    const changed = again.flatMap(({ days }, index) => days.filter((day, n) => day !== after[index]?.days[n]));
    expect(changed).toEqual([[{ ...early, state: 'booked' }]]);
    expect(occupiedBetween(after, many[0]?.start ?? NaN, early.start)).toHaveLength(401);
  });

  it('are ordered, in whatever order they are added', () => {
    const starts = ['2026-06-01', '2020-01-01', '1965-07-01', '2030-01-01', '2020-06-01'].map(
      (date) => `${date}T09:00:00Z`,
    );
    const all = starts.map((start, index) => slot(`bkg_${index}`, start)).reduce(withSlot, noneOccupied);
    const found = all.flatMap(({ days }) => days.flat()).map(({ start }) => start);
    expect(found).toEqual(starts.map((start) => Date.parse(start)).sort((a, b) => a - b));
    starts.forEach((start, index) => expect(occupiedBy(all, `bkg_${index}`, Date.parse(start))).toBeDefined());
  });

  it('are plain JSON', () => {
    expect(JSON.parse(JSON.stringify(both))).toEqual(both);
  });
});
