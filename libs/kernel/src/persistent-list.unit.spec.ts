import { describe, expect, it } from '@jest/globals';
import { appended, emptyList, itemsOf, listOf, type PersistentList } from './persistent-list.js';

const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index);

describe('a persistent list', () => {
  it.each([0, 1, 31, 32, 33, 1_023, 1_024, 1_025, 40_000])(
    'holds %i items in their order, also after JSON',
    (count) => {
      const list = JSON.parse(JSON.stringify(listOf(numbers(count)))) as PersistentList<number>;
      expect(itemsOf(list)).toEqual(numbers(count));
    },
  );

  it('leaves earlier lists as they were', () => {
    const before = listOf(numbers(31));
    const [left, right] = [appended(before, -1), appended(before, -2)];
    expect(itemsOf(before)).toEqual(numbers(31));
    expect(itemsOf(left)).toEqual([...numbers(31), -1]);
    expect(itemsOf(right)).toEqual([...numbers(31), -2]);
  });

  it('copies few items for each that is appended, however many there are', () => {
    /** Counts the places of new arrays. Unlike time, it is exact. */
    const copiesFor = (count: number): number => {
      let [copies, list] = [0, emptyList as PersistentList<number>];
      for (let index = 0; index < count; index += 1) {
        const before = new Set<unknown>(list);
        list = appended(list, index);
        copies += list.length + list.reduce((sum, level) => sum + (before.has(level) ? 0 : level.length), 0);
      }
      return copies;
    };
    expect(copiesFor(100_000)).toBeLessThanOrEqual(11 * copiesFor(10_000));
  });
});
