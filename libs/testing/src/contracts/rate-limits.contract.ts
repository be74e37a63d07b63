import type { RateLimit, RateLimits } from '@bookonce/kernel/ports/rate-limits';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Opened } from './opened.js';

const SECOND = 1_000;
const limit: RateLimit = { attempts: 2, windowMs: 60 * SECOND };

/** Opens one that reads the time in milliseconds where it is told to. */
export type OpenRateLimits = (limit: RateLimit, now: () => number) => Opened<RateLimits>;

/** What every adapter of {@link RateLimits} promises. */
export const describeRateLimits = (name: string, open: OpenRateLimits): void => {
  describe(`rate limits: ${name}`, () => {
    let opened: Opened<RateLimits>;
    let limits: RateLimits;
    let now: number;

    beforeEach(() => {
      now = 0;
      opened = open(limit, () => now);
      limits = opened.port;
    });
    afterEach(() => opened.cleanUp?.());

    it('let so many attempts through in any window, and say when the next one will be', async () => {
      expect(await limits.secondsToWait('a')).toBeNull();
      now = 20 * SECOND;
      expect(await limits.secondsToWait('a')).toBeNull();
      expect(await limits.secondsToWait('a')).toBe(40);
      now = 59.5 * SECOND;
      expect(await limits.secondsToWait('a')).toBe(1);
      now = 60 * SECOND;
      expect(await limits.secondsToWait('a')).toBeNull();
      // Sliding: the second attempt counts for 20 s yet.
      expect(await limits.secondsToWait('a')).toBe(20);
      now = 80 * SECOND;
      expect(await limits.secondsToWait('a')).toBeNull();
    });

    it('do not count what they refuse', async () => {
      await limits.secondsToWait('a');
      await limits.secondsToWait('a');
      now = 59 * SECOND;
      for (let tries = 0; tries < 10; tries += 1) expect(await limits.secondsToWait('a')).toBe(1);
      now = 60 * SECOND;
      expect(await limits.secondsToWait('a')).toBeNull();
    });

    it('count each subject by itself', async () => {
      expect(await Promise.all(['a', 'a', 'b'].map((subject) => limits.secondsToWait(subject)))).toEqual([
        null,
        null,
        null,
      ]);
      expect(await limits.secondsToWait('a')).toBe(60);
      expect(await limits.secondsToWait('b')).toBeNull();
    });

    it('let no more through of many who come at once', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => limits.secondsToWait('a')));
      expect(answers.filter((answer) => answer === null)).toHaveLength(limit.attempts);
    });
  });
};
