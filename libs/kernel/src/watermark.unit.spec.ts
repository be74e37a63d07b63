import { describe, expect, it } from '@jest/globals';
import { Watermark } from './watermark.js';

const positionOf = (number: number): string => String(number).padStart(9, '0');

/** Begins one position that is never settled, and this many behind it that are. */
const stuckBefore = (count: number): Watermark => {
  const watermark = new Watermark();
  watermark.begin(positionOf(0));
  for (let number = 1; number <= count; number += 1) watermark.begin(positionOf(number))();
  return watermark;
};

describe('a watermark', () => {
  it('stays below an unsettled position, and passes all behind it once that is settled', () => {
    const watermark = new Watermark();
    const settleFirst = watermark.begin(positionOf(1));
    watermark.begin(positionOf(2))();
    expect(watermark.position).toBeNull();
    settleFirst();
    expect([watermark.position, watermark.inFlight]).toEqual([positionOf(2), 0]);
  });

  it('tells the time of the first unsettled event, or else of the last settled one', () => {
    const watermark = new Watermark();
    const times = ['2026-03-01T00:00:01.000Z', '2026-03-01T00:00:02.000Z'];
    const [first, second] = times.map((time, index) => watermark.begin(positionOf(index), null, time));
    expect(watermark.eventTime).toBe(times[0]);
    second?.();
    expect(watermark.eventTime).toBe(times[0]);
    first?.();
    expect(watermark.eventTime).toBe(times[1]);
    watermark.begin(positionOf(3))();
    expect(watermark.eventTime).toBe(times[1]);
  });

  it('lets others go on while one position is not settled for long', async () => {
    const watermark = stuckBefore(50_000);
    expect(watermark.inFlight).toBe(1);
    await watermark.below(1);
    expect(watermark.position).toBeNull();
  });

  it('remembers no unlimited number of settled positions', () => {
    expect(stuckBefore(100_001).inFlight).toBeGreaterThan(100_000);
  });

  it('counts a position once, however often it is settled', () => {
    const watermark = new Watermark();
    const settle = watermark.begin(positionOf(1));
    watermark.begin(positionOf(2));
    settle();
    settle();
    expect(watermark.inFlight).toBe(1);
  });

  it('resolves once few enough are in flight', async () => {
    const watermark = new Watermark();
    const settle = watermark.begin(positionOf(1));
    const drained = watermark.drained();
    settle();
    await drained;
    expect(watermark.inFlight).toBe(0);
  });
});
