import { describeWithProgram } from '@bookonce/testing/servers/describe-on-server';
import type { Lease } from '@bookonce/kernel/ports/leases';
import { eventually } from '@bookonce/testing/harness/eventually';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RedisConnection } from '../connection/redis-connection.js';
import { OwnRedisServer } from '@bookonce/testing/servers/own-redis-server';
import { RedisLeases } from './redis-leases.js';

const TTL_MS = 800;

describeWithProgram('redis-server', 'with a server of its own', () => {
  describe('RedisLeases whose server is lost', () => {
    let server: OwnRedisServer;
    let events: string[];
    const ends: (() => Promise<void>)[] = [];

    beforeAll(async () => {
      server = await OwnRedisServer.start();
    });
    afterAll(() => server.kill());
    beforeEach(() => {
      events = [];
    });
    afterEach(async () => {
      for (const end of ends.splice(0).reverse()) await end();
    });

    /** Leases of another process. */
    const hold = (who: string): Lease => {
      const connection = new RedisConnection({ url: server.url, timeoutMs: 500, patienceMs: 200 });
      const lease = new RedisLeases(connection).hold('projection', TTL_MS, {
        onGranted: () => events.push(`${who} granted`),
        onLost: () => events.push(`${who} lost`),
      });
      ends.push(() => connection.close());
      ends.push(() => lease.stop());
      return lease;
    };

    const oneHolds = (first: Lease, second: Lease): Promise<void> =>
      eventually(() => expect([first.isHeld, second.isHeld].sort()).toEqual([false, true]));

    it('are lost on a frozen server before another process can acquire them', async () => {
      const first = hold('first');
      await eventually(() => expect(first.isHeld).toBe(true));
      const second = hold('second');
      server.freeze();
      await eventually(() => expect(events).toEqual(['first granted', 'first lost']));
      expect(first.isHeld).toBe(false);
      server.thaw();
      await oneHolds(first, second);
      expect(events).toHaveLength(3);
    });

    it('are granted to one process after the server restarts empty', async () => {
      const [first, second] = [hold('first'), hold('second')];
      await oneHolds(first, second);
      await server.kill();
      await eventually(() => expect([first.isHeld, second.isHeld]).toEqual([false, false]));
      await server.start();
      await oneHolds(first, second);
    });

    it('are lost when the server forgets them and another process acquires them', async () => {
      const first = hold('first');
      await eventually(() => expect(first.isHeld).toBe(true));
      await server.ask('FLUSHALL');
      await server.ask('SET', 'bookonce:lease:projection', 'another', 'PX', '1200');
      await eventually(() => expect(events).toEqual(['first granted', 'first lost']));
      await eventually(() => expect(events).toEqual(['first granted', 'first lost', 'first granted']));
    });

    it('are lost when the server forgets them, even if no other process acquires them', async () => {
      const first = hold('first');
      await eventually(() => expect(first.isHeld).toBe(true));
      await server.ask('FLUSHALL');
      await eventually(() => expect(events).toEqual(['first granted', 'first lost', 'first granted']));
    });

    it('end at once when released, even if the server is unreachable', async () => {
      const first = hold('first');
      await eventually(() => expect(first.isHeld).toBe(true));
      server.freeze();
      const stopped = first.stop();
      await stopped;
      expect(first.isHeld).toBe(false);
      server.thaw();
      const second = hold('second');
      await eventually(() => expect(second.isHeld).toBe(true));
    });
  });
});
