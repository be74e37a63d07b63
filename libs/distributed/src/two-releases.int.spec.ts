import { MemoryEventStore } from '@bookonce/adapter-memory/event-store';
import { RedisConnection } from '@bookonce/adapter-redis/connection/redis-connection';
import { RedisAcknowledgedPositions } from '@bookonce/adapter-redis/redis-request-records';
import { specKeys, type SpecKeys } from '@bookonce/adapter-redis/fixtures/spec-keys';
import { RedisLeases } from '@bookonce/adapter-redis/leases/redis-leases';
import { RedisReadModels } from '@bookonce/adapter-redis/read-models/redis-read-models';
import { ViewUpkeep } from '@bookonce/hosting/view-upkeep';
import { specEvent } from '@bookonce/kernel/fixtures/spec-events';
import { type Paid, type Sum, type Sums, sumsAt } from '@bookonce/kernel/fixtures/sums-projector';
import { type ReadModels, ReadModelsUnavailableError, ReshapedViewError } from '@bookonce/kernel/ports/read-models';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { wholeViewsOf } from '@bookonce/kernel/whole-views';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { LeasedViews } from './leased-views.js';

const COLOURS = ['red', 'green', 'blue'] as const;
const PATIENCE_MS = 20_000;
const sizeOf = ({ total }: Sum): string => (total > 100 ? 'big' : 'small');

/** Time passes four times as fast, so that a view is removed within seconds. */
const SPEED = 4;
const fast: Scheduler = {
  now: () => systemScheduler.now() * SPEED,
  wait: (ms, signal) => systemScheduler.wait(ms / SPEED, signal),
  repeat: (ms, run) => systemScheduler.repeat(ms / SPEED, run),
  deadline: (ms, expire) => systemScheduler.deadline(ms / SPEED, expire),
};
const now = (): number => Math.round(performance.now() * SPEED);
const RETENTION_MS = 20_000;

interface Instance {
  readonly views: LeasedViews;
  readonly upkeep: ViewUpkeep;
  stop(): Promise<void>;
}

await describeOnServer('redis', 'on a server', (url) => {
  describe('two releases that run at the same time', () => {
    let keys: SpecKeys;
    let store: MemoryEventStore;
    let gateway: ReadModels;
    let paid: Paid[];
    let logged: string[];
    const running = new Set<Instance>();

    beforeEach(async () => {
      keys = specKeys(url);
      store = new MemoryEventStore();
      paid = [];
      logged = [];
      gateway = wholeViewsOf(new RedisReadModels(new RedisConnection(keys.settings)));
      for (let payment = 0; payment < 40; payment += 1) await pay();
    });
    afterEach(async () => {
      await Promise.all([...running].map((one) => one.stop()));
      await gateway.close();
      await keys.cleanUp();
    });

    const pay = async (): Promise<void> => {
      const amount = paid.length + 1;
      const event: Paid = { amount, colour: COLOURS[amount % COLOURS.length] ?? 'red' };
      const stream = `till-${amount % 7}` as const;
      await store.append(stream, (await store.readStream(stream)).length - 1, [specEvent(randomUUID(), event)]);
      paid.push(event);
    };

    /** One process of a release, as the distributed profile runs it. */
    const start = ({ projector }: Sums): Instance => {
      const connection = new RedisConnection(keys.settings);
      const readModels = new RedisReadModels(connection);
      const log = (_details: unknown, message?: string): void => void logged.push(message ?? String(_details));
      const logger = { error: log, warn: log, info: log, debug: log } as unknown as Logger;
      const views = new LeasedViews({
        projectors: [projector],
        leases: new RedisLeases(connection),
        ports: {
          eventStore: store,
          readModels,
          acknowledgedPositions: new RedisAcknowledgedPositions(connection),
          scheduler: fast,
        },
        now,
        onCommitted: () => undefined,
        logger,
      });
      const upkeep = new ViewUpkeep({
        readModels,
        scheduler: fast,
        now,
        current: [projector],
        followed: () => views.followed(),
        retentionMs: RETENTION_MS,
        logger,
      });
      views.start();
      upkeep.start();
      const instance: Instance = {
        views,
        upkeep,
        stop: async () => {
          if (!running.delete(instance)) return;
          await upkeep.stop();
          await views.stop();
          await readModels.close();
        },
      };
      running.add(instance);
      return instance;
    };

    const filled = ({ view }: Sums): Promise<void> =>
      eventually(async () => expect(await gateway.isFilled(view)).toBe(true), { withinMs: PATIENCE_MS });

    const totalOf = (colour?: string): number =>
      paid.filter((one) => colour === undefined || one.colour === colour).reduce((sum, { amount }) => sum + amount, 0);

    /** Reads as a gateway of the release does after a write, and expects exactly what has been paid. */
    const expectCurrent = async ({ view, colours }: Sums, where: Readonly<Record<string, string>> = {}) => {
      const head = (await store.head()) ?? '';
      expect(await gateway.waitFor([view], head, PATIENCE_MS)).toBe(true);
      expect((await gateway.get(colours, 'all'))?.total).toBe(totalOf());
      for (const colour of COLOURS) {
        const { items } = await gateway.list(colours, { where: { ...where, colour }, limit: 10 });
        expect(items.map(({ total }) => total).sort((a, b) => a - b)).toEqual([totalOf(colour), totalOf()]);
      }
    };

    /** Changes whenever a view's documents are started from nothing. */
    const epochOf = async ({ view: { key } }: Sums): Promise<string | undefined> =>
      (await gateway.views()).find(({ view }) => view.key === key)?.epoch;

    const followedAtOf = async ({ view: { key } }: Sums): Promise<number> =>
      (await gateway.views()).find(({ view }) => view.key === key)?.followedAt ?? 0;

    const followedSince = (sums: Sums, since: number): Promise<void> =>
      eventually(async () => expect(await followedAtOf(sums)).toBeGreaterThanOrEqual(since), { withinMs: PATIENCE_MS });

    const holderOf = (instances: readonly Instance[]): Promise<Instance> =>
      eventually(
        () => {
          const holder = instances.find(({ views }) => views.followed().length > 0);
          if (holder === undefined) throw new Error('nobody follows the view');
          return Promise.resolve(holder);
        },
        { withinMs: PATIENCE_MS },
      );

    it('keep a version each whole and current, and remove the other only once nobody follows it', async () => {
      const [old, next] = [sumsAt(1), sumsAt(2, { size: sizeOf })];
      let oldOnes = [start(old), start(old)];
      await filled(old);
      const oldEpoch = await epochOf(old);
      const newOnes = [start(next), start(next)];

      /** Both versions stay right, or are refused while they are filled, however the processes come and go. */
      const payAndRead = async (times: number): Promise<void> => {
        for (let time = 0; time < times; time += 1) {
          await pay();
          await expectCurrent(old);
          const read: unknown = await gateway.get(next.colours, 'all').catch((error: unknown) => error);
          if (!(read instanceof ReadModelsUnavailableError)) await expectCurrent(next, { size: 'big' });
        }
      };
      await payAndRead(10);
      await filled(next);
      const nextEpoch = await epochOf(next);

      for (const instances of [oldOnes, newOnes, oldOnes]) {
        const holder = await holderOf(instances);
        const [restarted] = await Promise.all([
          holder.stop().then(() => start(instances === newOnes ? next : old)),
          payAndRead(5),
        ]);
        instances.splice(instances.indexOf(holder), 1, restarted);
        await payAndRead(5);
      }
      expect([await epochOf(old), await epochOf(next)]).toEqual([oldEpoch, nextEpoch]);

      // A rollback finds the version of the old release as it was left.
      await Promise.all(oldOnes.map((one) => one.stop()));
      await pay();
      oldOnes = [start(old)];
      await expectCurrent(old);
      await expectCurrent(next, { size: 'big' });
      expect([await epochOf(old), await epochOf(next)]).toEqual([oldEpoch, nextEpoch]);

      await Promise.all(oldOnes.map((one) => one.stop()));
      const followedAt = await followedAtOf(old);
      const versions = async () => (await gateway.views()).map(({ view }) => view.key);
      expect(await versions()).toEqual([old.view.key, next.view.key]);
      await eventually(
        async () => {
          await pay();
          await expectCurrent(next, { size: 'big' });
          expect(await versions()).toEqual([next.view.key]);
        },
        { withinMs: PATIENCE_MS },
      );
      expect(now() - followedAt).toBeGreaterThanOrEqual(RETENTION_MS);
      expect(await epochOf(next)).toBe(nextEpoch);
      expect((await keys.names()).filter((name) => name.includes(old.view.key))).toEqual([]);
    }, 90_000);

    it('do not wipe each other over an index that was changed without a new version', async () => {
      const [old, next] = [sumsAt(1), sumsAt(1, { size: sizeOf })];
      const oldOnes = [start(old), start(old)];
      await filled(old);
      const epoch = await epochOf(old);
      let newcomer = start(next);
      await eventually(() => expect(newcomer.upkeep.unfilled).toEqual([next.view]));
      await eventually(() => expect(logged).toContainEqual(expect.stringContaining('needs a higher version')));

      // Whichever release gets the lease, the one that can continue the documents does.
      for (let time = 0; time < 3; time += 1) {
        await newcomer.stop();
        newcomer = start(next);
        await followedSince(old, now());
        await Promise.all(oldOnes.splice(0).map((one) => one.stop()));
        await holderOf([newcomer]);
        await pay();
        await eventually(() => expect(newcomer.views.interrupted()).toEqual([next.view.key]));
        oldOnes.push(start(old), start(old));
        await expectCurrent(old);
        await expect(expectCurrent(next, { size: 'big' })).rejects.toThrow(ReshapedViewError);
        await eventually(() => expect(newcomer.upkeep.unfilled).toEqual([next.view]));
        expect([await epochOf(old), await gateway.isFilled(old.view)]).toEqual([epoch, true]);
      }

      await Promise.all(oldOnes.map((one) => one.stop()));
      await pay();
      await eventually(() => expectCurrent(next, { size: 'big' }), { withinMs: PATIENCE_MS });
      expect(await epochOf(next)).not.toBe(epoch);
      await eventually(() => expect([newcomer.upkeep.unfilled, newcomer.views.interrupted()]).toEqual([[], []]));
      expect(logged.filter((line) => line.includes('is filled anew'))).toHaveLength(1);
    }, 90_000);
  });
});
