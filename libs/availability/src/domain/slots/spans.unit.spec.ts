import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { joined, OverlapSearch, overlapsAny, spansWithin, union, type Span } from './spans.js';

const span: fc.Arbitrary<Span> = fc
  .tuple(fc.integer({ min: -20, max: 120 }), fc.nat(30))
  .map(([start, length]) => ({ start, end: start + length }));
const spans = fc.array(span, { maxLength: 20 });

const overlaps =
  (start: number, end: number) =>
  (one: Span): boolean =>
    one.start < end && one.end > start;

describe('a union of spans', () => {
  it('is searched in any order with the same result', () => {
    fc.assert(
      fc.property(spans, fc.array(span, { maxLength: 40 }), (all, asked) => {
        const times = union(all);
        const search = new OverlapSearch(times);
        for (const { start, end } of asked.filter((one) => one.start < one.end)) {
          const found = times.filter(overlaps(start, end));
          expect(spansWithin(times, start, end)).toEqual(found);
          expect(overlapsAny(times, start, end)).toBe(found.length > 0);
          expect(search.overlaps(start, end)).toBe(found.length > 0);
        }
      }),
    );
  });

  it('is put together from unions of its parts', () => {
    fc.assert(
      fc.property(spans, fc.integer({ min: 1, max: 50 }), (all, length) => {
        const parts = Array.from({ length: Math.ceil(200 / length) }, (_, index) => -20 + index * length).map((from) =>
          union(all.filter(({ start, end }) => start < end).filter(overlaps(from, from + length))),
        );
        expect(union(joined(parts))).toEqual(union(all));
        const found = joined(parts);
        expect(found.every(({ start }, index) => index === 0 || start >= (found[index - 1]?.end ?? 0))).toBe(true);
      }),
    );
  });
});
