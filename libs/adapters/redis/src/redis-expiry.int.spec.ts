import { REPLIES_KEPT_MS } from '@bookonce/kernel/ports/stored-replies';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { RedisConnection } from './connection/redis-connection.js';
import { specKeys, type SpecKeys } from './fixtures/spec-keys.js';
import { RedisStoredReplies } from './redis-stored-replies.js';
import { RedisRateLimits } from './redis-request-records.js';

await describeOnServer('redis', 'on a server', (url) => {
  describe('records that expire on Redis', () => {
    let keys: SpecKeys;
    let connection: RedisConnection;

    beforeEach(() => {
      keys = specKeys(url);
      connection = new RedisConnection(keys.settings);
    });
    afterEach(async () => {
      await connection.close();
      await keys.cleanUp();
    });

    it('include attempts until their window is over by the server’s clock', async () => {
      const minute = new RedisRateLimits(connection, { name: 'minute', limit: { attempts: 1, windowMs: 60_000 } });
      expect(await minute.secondsToWait('a')).toBeNull();
      expect(await minute.secondsToWait('a')).toBeGreaterThan(50);
      expect(await minute.secondsToWait('a')).toBeLessThanOrEqual(60);
      const moment = new RedisRateLimits(connection, { name: 'moment', limit: { attempts: 1, windowMs: 100 } });
      expect(await moment.secondsToWait('a')).toBeNull();
      await eventually(async () => expect(await moment.secondsToWait('a')).toBeNull());
      await eventually(async () => expect(await keys.names()).toEqual([expect.stringMatching(/rate:minute:a$/)]));
    });

    it('include the attempts of all processes, but none with a future time (I20)', async () => {
      let now = 100_000;
      const limitOf = () =>
        new RedisRateLimits(connection, { name: 'spec', limit: { attempts: 1, windowMs: 60_000 }, now: () => now });
      expect(await limitOf().secondsToWait('a')).toBeNull();
      expect(await limitOf().secondsToWait('a')).toBe(60);
      now = 0;
      expect(await limitOf().secondsToWait('a')).toBeNull();
      expect(await limitOf().secondsToWait('a')).toBe(60);
    });

    it('include stored replies, even pending ones, for 24 hours', async () => {
      const answers = new RedisStoredReplies(connection);
      await answers.begin('a', 'body', 1_000);
      await answers.begin('b', 'body', 1_000);
      await answers.complete('b', { status: 201, body: '', headers: {} });
      for (const name of await keys.names()) {
        const left = await keys.redis.pttl(name);
        expect(left).toBeLessThanOrEqual(REPLIES_KEPT_MS);
        expect(left).toBeGreaterThan(REPLIES_KEPT_MS - 60_000);
      }
    });
  });
});
