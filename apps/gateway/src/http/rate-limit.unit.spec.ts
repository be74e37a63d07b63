import { describe, expect, it } from '@jest/globals';
import { RateLimit } from './rate-limit.js';

describe('the rate limit', () => {
  const limitAt = (time: { now: number }) => new RateLimit({ attempts: 2, windowMs: 1_000 }, () => time.now);

  it('allows so many attempts in any window, and says how long to wait', () => {
    const time = { now: 0 };
    const limit = limitAt(time);
    expect(limit.secondsToWait('a')).toBeNull();
    time.now = 600;
    expect(limit.secondsToWait('a')).toBeNull();
    expect(limit.secondsToWait('a')).toBe(1);
    time.now = 1_000;
    expect(limit.secondsToWait('a')).toBeNull();
    time.now = 1_599;
    expect(limit.secondsToWait('a')).toBe(1);
    time.now = 1_600;
    expect(limit.secondsToWait('a')).toBeNull();
  });

  it('counts each subject by itself', () => {
    const limit = limitAt({ now: 0 });
    expect([limit.secondsToWait('a'), limit.secondsToWait('a'), limit.secondsToWait('b')]).toEqual([null, null, null]);
    expect(limit.secondsToWait('a')).not.toBeNull();
  });
});
