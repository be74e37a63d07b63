import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { RevisionOrder } from './revision-order.js';

const PATIENCE_MS = 1_000;

describe('the order of revisions in a partition', () => {
  let passed: string[];
  let gaps: [string, number, number][];
  let order: RevisionOrder;

  beforeEach(() => {
    jest.useFakeTimers();
    passed = [];
    gaps = [];
    order = new RevisionOrder({ patienceMs: PATIENCE_MS, onGap: (...gap) => gaps.push(gap) });
  });
  afterEach(() => {
    order.dispose();
    jest.useRealTimers();
  });

  const offer = (stream: string, ...revisions: readonly number[]): void => {
    for (const revision of revisions) order.offer(stream, revision, () => passed.push(`${stream}${revision}`));
  };

  it('accepts any revision first, as earlier ones may have expired', () => {
    offer('a', 7, 8);
    offer('b', 0);
    expect(passed).toEqual(['a7', 'a8', 'b0']);
  });

  it('holds r + 1 until r has passed (I11), without delaying other streams', () => {
    offer('a', 0, 2, 3);
    offer('b', 0);
    expect(passed).toEqual(['a0', 'b0']);
    offer('a', 1);
    expect(passed).toEqual(['a0', 'b0', 'a1', 'a2', 'a3']);
  });

  it('lets duplicates pass, parked ones included', () => {
    offer('a', 0, 1, 0, 3, 3, 2);
    expect(passed).toEqual(['a0', 'a1', 'a0', 'a2', 'a3', 'a3']);
  });

  it('gives up on a missing revision after its patience, and reports the gap', () => {
    offer('a', 0, 3, 6);
    jest.advanceTimersByTime(PATIENCE_MS);
    expect(passed).toEqual(['a0', 'a3']);
    jest.advanceTimersByTime(PATIENCE_MS);
    expect(passed).toEqual(['a0', 'a3', 'a6']);
    expect(gaps).toEqual([
      ['a', 0, 3],
      ['a', 3, 6],
    ]);
    offer('a', 7);
    expect(passed).toEqual(['a0', 'a3', 'a6', 'a7']);
  });

  it('drops parked events when the partition is revoked', () => {
    offer('a', 0, 2);
    order.dispose();
    jest.advanceTimersByTime(2 * PATIENCE_MS);
    expect([passed, gaps]).toEqual([['a0'], []]);
  });
});
