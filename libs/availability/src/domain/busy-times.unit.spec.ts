import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type BusyEntry,
  type BusyTimes,
  changedTimes,
  differenceOf,
  entriesOf,
  entriesWithin,
  inOrder,
  noBusyTimes,
} from './busy-times.js';

const entry: fc.Arbitrary<BusyEntry> = fc
  .tuple(fc.nat(400), fc.integer({ min: 1, max: 60 }), fc.constantFrom(undefined, undefined, 'Dentist', 'School'))
  .map(([start, length, note]) => ({ start, end: start + length, ...(note === undefined ? {} : { note }) }));
const entries = fc.array(entry, { maxLength: 300 });

const timesOf = (all: readonly BusyEntry[]): BusyTimes => changedTimes(noBusyTimes, [], all);
const every = (count: number): readonly BusyEntry[] =>
  Array.from({ length: count }, (_, index) => ({ start: index * 10, end: index * 10 + 5 }));

describe('the busy times of a source', () => {
  it('are ordered, each once', () => {
    fc.assert(
      fc.property(entries, (all) => {
        expect(entriesOf(timesOf([...all, ...all]))).toEqual(inOrder(all));
      }),
    );
  });

  it('become any other set by the difference from it, in any number of changes', () => {
    fc.assert(
      fc.property(fc.array(entries, { minLength: 1, maxLength: 4 }), (sets) => {
        let times = noBusyTimes;
        for (const set of sets) {
          const { added, removed } = differenceOf(entriesOf(times), inOrder(set));
          times = changedTimes(times, removed, added);
          expect(entriesOf(times)).toEqual(inOrder(set));
          expect(differenceOf(entriesOf(times), inOrder(set))).toEqual({ added: [], removed: [] });
        }
      }),
    );
  });

  it('are found where they overlap a time', () => {
    fc.assert(
      fc.property(entries, fc.nat(500), fc.integer({ min: 1, max: 100 }), (all, from, length) => {
        const overlapping = inOrder(all).filter(({ start, end }) => start < from + length && end > from);
        expect(entriesWithin(timesOf(all), from, from + length)).toEqual(overlapping);
      }),
    );
  });

  it('ignore the removal of what is not there', () => {
    const times = timesOf(every(100));
    const gone = changedTimes(
      times,
      [
        { start: 1, end: 5 },
        { start: 9_999, end: 10_000 },
      ],
      [],
    );
    expect(entriesOf(gone)).toEqual(entriesOf(times));
  });

  it('copy little in a small change of ten thousand', () => {
    const before = timesOf(every(10_000));
    const after = changedTimes(before, [{ start: 50_000, end: 50_005 }], [{ start: 50_001, end: 50_002 }]);
    expect(after.filter((chunk) => !before.includes(chunk))).toHaveLength(1);
    expect(after.filter((chunk) => !before.includes(chunk)).flatMap((chunk) => chunk.entries).length).toBeLessThan(65);
    expect(entriesOf(after)).toHaveLength(10_000);
  });
});
