import { describe, expect, it } from '@jest/globals';
import { isSnapshotDue } from './is-snapshot-due.js';
import { NO_STREAM } from './ports/event-store.js';

describe('a snapshot', () => {
  it('is due when a stream passes a multiple of the step', () => {
    expect(isSnapshotDue(100, 98, 99)).toBe(false);
    expect(isSnapshotDue(100, 99, 100)).toBe(true);
    expect(isSnapshotDue(100, 95, 103)).toBe(true);
    expect(isSnapshotDue(100, 100, 101)).toBe(false);
  });

  it('is not due for the first event of a stream', () => {
    expect(isSnapshotDue(100, NO_STREAM, 0)).toBe(false);
    expect(isSnapshotDue(100, NO_STREAM, 99)).toBe(false);
    expect(isSnapshotDue(100, NO_STREAM, 100)).toBe(true);
  });

  it('is due less often where the history is long', () => {
    const due = (from: number, to: number): number =>
      Array.from({ length: to - from }, (_, at) => isSnapshotDue(100, from + at, from + at + 1)).filter(Boolean).length;
    expect(due(0, 700)).toBe(7);
    expect(due(100_000, 110_000)).toBeLessThan(2);
  });
});
