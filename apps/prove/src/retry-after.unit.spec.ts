import { describe, expect, it } from '@jest/globals';
import { retryAfterMs } from './retry-after.js';

describe('retryAfterMs', () => {
  it('waits as long as a limited or briefly unavailable server asks for, half a minute at most', () => {
    expect(retryAfterMs(429, '7')).toBe(7_000);
    expect(retryAfterMs(503, '1')).toBe(1_000);
    expect(retryAfterMs(429, '900')).toBe(30_000);
  });

  it('takes every other answer as final', () => {
    expect(retryAfterMs(429, null)).toBeNull();
    expect(retryAfterMs(410, '7')).toBeNull();
    expect(retryAfterMs(503, 'Fri, 27 Nov 2026 21:00:00 GMT')).toBeNull();
  });
});
