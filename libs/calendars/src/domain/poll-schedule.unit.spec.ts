import { describe, expect, it } from '@jest/globals';
import { horizonAt, nextReadAt } from './poll-schedule.js';

const MINUTE = 60_000;
const INTERVAL = 5 * MINUTE;
const pauseAfter = (failures: number, random = 0, askedForMs = 0): number =>
  nextReadAt({ endedAt: 0, failures, askedForMs }, INTERVAL, random) / MINUTE;

describe('the next read of a calendar', () => {
  it('comes after the interval and a jitter that only adds', () => {
    expect(nextReadAt({ endedAt: 1_000, failures: 0 }, INTERVAL, 0)).toBe(1_000 + INTERVAL);
    expect(nextReadAt({ endedAt: 1_000, failures: 0 }, INTERVAL, 0.999)).toBe(1_000 + INTERVAL + 29_970);
  });

  it('backs off while reads fail, up to half an hour', () => {
    expect([1, 2, 3, 4, 50, 5_000].map((failures) => pauseAfter(failures))).toEqual([5, 10, 20, 30, 30, 30]);
  });

  it('never comes sooner after a failure than after a success', () => {
    const hourly = 60 * MINUTE;
    expect(nextReadAt({ endedAt: 0, failures: 3 }, hourly, 0)).toBe(hourly);
  });

  it('grants the pause that a server asks for, within reason', () => {
    expect(pauseAfter(1, 0, 45 * MINUTE)).toBe(45);
    expect(pauseAfter(1, 0, 24 * 60 * MINUTE)).toBe(360);
    expect(pauseAfter(1, 0, MINUTE)).toBe(5);
  });
});

describe('the horizon', () => {
  it('reaches from yesterday to as many days ahead as the setting says', () => {
    const horizon = { from: '2026-03-01T00:00:00.000Z', to: '2027-04-07T00:00:00.000Z' };
    expect(horizonAt(Date.parse('2026-03-02T00:00:00Z'), 400)).toEqual(horizon);
    expect(horizonAt(Date.parse('2026-03-02T23:59:59Z'), 400)).toEqual(horizon);
  });
});
