import { MemoryEventStore } from '@bookonce/adapter-memory/event-store';
import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import { hashReadModels } from '@bookonce/kernel/canonical-hash';
import { specEvent } from '@bookonce/kernel/fixtures/spec-events';
import { colours, sums, sumsProjector, sumsView } from '@bookonce/kernel/fixtures/sums-projector';
import {
  CheckpointMovedError,
  defineView,
  type ReadModels,
  ReadModelsUnavailableError,
} from '@bookonce/kernel/ports/read-models';
import { ProjectionRunner } from '@bookonce/kernel/projection-runner';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeWithProgram } from '@bookonce/testing/servers/describe-on-server';
import { OwnRedisServer } from '@bookonce/testing/servers/own-redis-server';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import type { RedisSettings } from './connection/redis-connection.js';
import { openRedisReadModels } from './read-models/redis-read-models.js';

const p = defineView('p', 1);
const other = defineView('other', 1);
const COLOURS = ['red', 'green', 'blue'];
const limits = { timeoutMs: 500, patienceMs: 200 };
/** The time limit of every call, plus slack for a slow machine. */
const BOUND_MS = limits.timeoutMs + limits.patienceMs + 1_000;

const hashOf = (models: ReadModels) =>
  hashReadModels(models, sumsProjector, () => {
    const hash = createHash('sha256');
    return { update: (text) => hash.update(text), digest: () => hash.digest('hex') };
  });

describeWithProgram('redis-server', 'with a server of its own', () => {
  describe('a Redis server that is lost', () => {
    let server: OwnRedisServer;
    let store: MemoryEventStore;
    let stored: number;
    const ends: (() => Promise<void>)[] = [];

    beforeAll(async () => {
      server = await OwnRedisServer.start();
    });
    afterAll(() => server.kill());
    beforeEach(() => {
      store = new MemoryEventStore();
      stored = 0;
    });
    afterEach(async () => {
      for (const end of ends.splice(0).reverse()) await end();
      await server.ask('FLUSHALL');
    });

    const pay = async (amount: number): Promise<void> => {
      const colour = COLOURS[amount % COLOURS.length] ?? 'red';
      await store.append('till-1', stored - 1, [specEvent(randomUUID(), { amount, colour })]);
      stored += 1;
    };

    const open = (settings: Partial<RedisSettings> = {}): ReadModels => {
      const models = openRedisReadModels({ url: server.url, ...limits, ...settings });
      ends.push(() => models.close());
      return models;
    };

    const project = (readModels: ReadModels, checkEveryMs?: number): unknown[] => {
      const errors: unknown[] = [];
      const runner = new ProjectionRunner({
        scheduler: systemScheduler,
        projector: sumsProjector,
        store,
        readModels,
        maxBatch: 5,
        onError: (error) => errors.push(error),
        ...(checkEveryMs === undefined ? {} : { checkEveryMs }),
      });
      ends.push(() => runner.stop());
      runner.start();
      return errors;
    };

    /** Checks that documents and checkpoint include all of history, each event once. */
    const isCaughtUp = (models: ReadModels): Promise<void> =>
      eventually(
        async () => {
          const memory = new MemoryReadModels();
          const runner = new ProjectionRunner({
            scheduler: systemScheduler,
            projector: sumsProjector,
            store,
            readModels: memory,
            onError: () => undefined,
          });
          runner.start();
          const head = (await store.head()) ?? '';
          expect(await memory.waitFor([sumsView], head, 1_000)).toBe(true);
          await runner.stop();
          expect(await models.checkpoint(sumsView)).toBe(head);
          expect(await hashOf(models)).toBe(await hashOf(memory));
        },
        { withinMs: 10_000 },
      );

    it('loses and doubles nothing when connections are cut during commits', async () => {
      const models = open();
      const errors = project(models);
      for (let amount = 1; amount <= 200; amount += 1) {
        await pay(amount);
        if (amount % 10 === 0) await server.ask('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
      }
      await isCaughtUp(models);
      expect(errors.length).toBeGreaterThan(0);
    });

    it('counts each event once while two processes project', async () => {
      const [first, second] = [open(), open()];
      const errors = [project(first), project(second)];
      for (let amount = 1; amount <= 100; amount += 1) {
        await pay(amount);
        if (amount % 10 === 0) await wait(5);
      }
      await isCaughtUp(first);
      for (const error of errors.flat()) expect(error).toBeInstanceOf(CheckpointMovedError);
    });

    it('is filled from history after FLUSHALL, with the next event (I16)', async () => {
      const models = open();
      project(models);
      for (let amount = 1; amount <= 20; amount += 1) await pay(amount);
      await isCaughtUp(models);
      await server.ask('FLUSHALL');
      // The view counts as unavailable rather than empty.
      expect(await models.checkpoint(sumsView)).toBeNull();
      await pay(21);
      await isCaughtUp(models);
    });

    it('is filled from history after FLUSHALL without a new event', async () => {
      const models = open();
      project(models, 100);
      await pay(1);
      await isCaughtUp(models);
      await server.ask('FLUSHALL');
      await isCaughtUp(models);
    });

    it('is reported unavailable in time when killed, and filled again after its restart', async () => {
      const models = open();
      project(models);
      for (let amount = 1; amount <= 20; amount += 1) await pay(amount);
      await isCaughtUp(models);
      await server.kill();
      const calls = [
        () => models.get(sums, 'till-1'),
        () => models.list(colours, { limit: 1 }),
        () => models.checkpoint(sumsView),
        () => models.commit(other, [], '001'),
        () => models.waitFor([sumsView], '001', 0),
      ];
      for (const call of calls) {
        const began = performance.now();
        await expect(call()).rejects.toBeInstanceOf(ReadModelsUnavailableError);
        expect(performance.now() - began).toBeLessThan(BOUND_MS);
      }
      await pay(21);
      await server.start();
      await isCaughtUp(models);
    });

    it('is reported unavailable in time while frozen, and used again afterwards', async () => {
      const models = open();
      project(models);
      await pay(1);
      await isCaughtUp(models);
      server.freeze();
      const began = performance.now();
      const calls = [models.get(sums, 'till-1'), models.checkpoint(sumsView), models.waitFor([sumsView], '9', 10)];
      for (const { status } of await Promise.allSettled(calls)) expect(status).toBe('rejected');
      expect(performance.now() - began).toBeLessThan(BOUND_MS);
      await pay(2);
      server.thaw();
      await pay(3);
      await isCaughtUp(models);
    });

    it('refuses batches folded before a loss, as the server may have lost data', async () => {
      const models = open();
      expect(await models.checkpoint(p)).toBeNull();
      await server.ask('CLIENT', 'KILL', 'TYPE', 'normal', 'SKIPME', 'yes');
      // Any later answer comes over a new connection.
      await eventually(() => models.get(sums, 'till-1'));
      await expect(models.commit(p, [], '001', null)).rejects.toBeInstanceOf(CheckpointMovedError);
      expect(await models.checkpoint(p)).toBeNull();
    });

    it('is waited for at the start and named in the error', async () => {
      await server.kill();
      const troubles: string[] = [];
      const models = open({ onTrouble: (message) => troubles.push(message) });
      await expect(models.checkpoint(p)).rejects.toThrow(ReadModelsUnavailableError);
      expect(troubles[0]).toMatch(/^Redis at 127\.0\.0\.1:\d+: connect ECONNREFUSED/);
      await server.start();
      await eventually(async () => expect(await models.checkpoint(p)).toBeNull());
    });
  });
});
