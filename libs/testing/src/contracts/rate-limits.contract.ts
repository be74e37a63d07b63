import type { RateLimit, RateLimits } from '@bookonce/kernel/ports/rate-limits';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Opened } from './opened.js';

const SECOND = 1_000;
const limit: RateLimit = { attempts: 2, windowMs: 60 * SECOND };

/** Opens an adapter that takes the time, in ms, from the given clock. */
export type OpenRateLimits = (limit: RateLimit, now: () => number) => Opened<RateLimits>;

/** The contract of every {@link RateLimits} adapter. */
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

    it('allow the configured attempts per window, and return the wait for the next one', async () => {
      expect(await limits.secondsToWait('a')).toBeNull();
      now = 20 * SECOND;
      expect(await limits.secondsToWait('a')).toBeNull();
      expect(await limits.secondsToWait('a')).toBe(40);
      now = 59.5 * SECOND;
      expect(await limits.secondsToWait('a')).toBe(1);
      now = 60 * SECOND;
      expect(await limits.secondsToWait('a')).toBeNull();
      // The window slides: the second attempt counts for another 20 s.
      expect(await limits.secondsToWait('a')).toBe(20);
      now = 80 * SECOND;
      expect(await limits.secondsToWait('a')).toBeNull();
    });

    it('do not count refused attempts', async () => {
      await limits.secondsToWait('a');
      await limits.secondsToWait('a');
      now = 59 * SECOND;
      for (let tries = 0; tries < 10; tries += 1) expect(await limits.secondsToWait('a')).toBe(1);
      now = 60 * SECOND;
      expect(await limits.secondsToWait('a')).toBeNull();
    });

    it('count nothing when they are only looked at', async () => {
      for (let tries = 0; tries < 5; tries += 1) expect(await limits.wouldWait('a')).toBeNull();
      await limits.secondsToWait('a');
      now = 10 * SECOND;
      await limits.secondsToWait('a');
      expect(await limits.wouldWait('a')).toBe(50);
      now = 60 * SECOND;
      expect(await limits.wouldWait('a')).toBeNull();
    });

    it('count an attempt no longer that was given back', async () => {
      await limits.giveBack('a');
      await limits.secondsToWait('a');
      now = 10 * SECOND;
      await limits.secondsToWait('a');
      await limits.giveBack('a');
      await limits.giveBack('b');
      expect(await limits.secondsToWait('a')).toBeNull();
      expect(await limits.secondsToWait('a')).toBe(50);
      await Promise.all(['a', 'a', 'a'].map((subject) => limits.giveBack(subject)));
      const answers = await Promise.all(Array.from({ length: 5 }, () => limits.secondsToWait('a')));
      expect(answers.filter((answer) => answer === null)).toHaveLength(limit.attempts);
    });

    it('remember a running window, however many others begin', async () => {
      await limits.secondsToWait('a');
      await limits.secondsToWait('a');
      for (let round = 0; round < 12; round += 1) {
        const others = Array.from({ length: 1_000 }, (_, index) => `other-${round}-${index}`);
        await Promise.all(others.map((subject) => limits.secondsToWait(subject)));
      }
      expect(await limits.secondsToWait('a')).toBe(60);
    });

    it('count each subject separately', async () => {
      expect(await Promise.all(['a', 'a', 'b'].map((subject) => limits.secondsToWait(subject)))).toEqual([
        null,
        null,
        null,
      ]);
      expect(await limits.secondsToWait('a')).toBe(60);
      expect(await limits.secondsToWait('b')).toBeNull();
    });

    it('enforce the limit on concurrent attempts', async () => {
      const answers = await Promise.all(Array.from({ length: 20 }, () => limits.secondsToWait('a')));
      expect(answers.filter((answer) => answer === null)).toHaveLength(limit.attempts);
    });
  });
};
