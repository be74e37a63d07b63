import { describe, expect, it } from '@jest/globals';
import { seldom } from './seldom.js';

describe('telling seldom', () => {
  it('repeats the same thing only after a while, and anything else at once', () => {
    const told: string[] = [];
    const time = { now: 0 };
    const tell = seldom(
      (message) => told.push(message),
      1_000,
      () => time.now,
    );
    tell('away');
    tell('away');
    time.now = 999;
    tell('away');
    tell('refused');
    time.now = 2_000;
    tell('refused');
    expect(told).toEqual(['away', 'refused', 'refused']);
  });
});
