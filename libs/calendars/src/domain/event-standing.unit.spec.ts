import { describe, expect, it } from '@jest/globals';
import { isSameChange, standingOf } from './event-standing.js';

const at = (hour: number) => ({ start: `2026-03-03T${hour}:00:00.000Z`, end: `2026-03-03T${hour + 1}:00:00.000Z` });

describe('standingOf', () => {
  it('tells the product’s own times from those of the host', () => {
    expect(standingOf([at(10)], at(10), [])).toEqual({ kind: 'booked' });
    expect(standingOf([at(10)], at(11), [at(10)])).toEqual({ kind: 'behind' });
    expect(standingOf([at(12)], at(11), [at(10)])).toEqual({
      kind: 'changedByHost',
      change: { kind: 'moved', ...at(12) },
    });
    const longer = { ...at(10), end: at(11).end };
    expect(standingOf([longer], at(10), [at(10)])).toMatchObject({ kind: 'changedByHost' });
  });

  it('leaves a series to the host who has made it, and takes no time for a deletion', () => {
    expect(standingOf([at(10), at(14)], at(10), [at(10)])).toEqual({
      kind: 'changedByHost',
      change: { kind: 'moved', ...at(10) },
    });
    expect(standingOf([], at(10), [at(10)])).toEqual({ kind: 'changedByHost', change: { kind: 'deleted' } });
  });
});

describe('isSameChange', () => {
  it('compares kinds and times', () => {
    const moved = { kind: 'moved', ...at(10) } as const;
    expect(isSameChange(null, null)).toBe(true);
    expect(isSameChange(moved, { ...moved })).toBe(true);
    expect(isSameChange(moved, { kind: 'moved', ...at(11) })).toBe(false);
    expect(isSameChange(moved, { kind: 'deleted' })).toBe(false);
    expect(isSameChange({ kind: 'deleted' }, null)).toBe(false);
  });
});
