import { MemoryEventStore } from '@bookonce/adapter-memory/event-store';
import { MemoryReadModels } from '@bookonce/adapter-memory/read-models';
import { hashReadModels } from '@bookonce/kernel/canonical-hash';
import { specEvent } from '@bookonce/kernel/fixtures/spec-events';
import { sumsAt, type Sums } from '@bookonce/kernel/fixtures/sums-projector';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import { ProjectionRunner } from '@bookonce/kernel/projection-runner';
import { wholeViewsOf } from '@bookonce/kernel/whole-views';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createHash, randomUUID } from 'node:crypto';
import { eventually } from '../harness/eventually.js';
import type { Open, Opened } from './opened.js';

const COLOURS = ['red', 'green', 'blue'];
const EVENTS = 40;

class Crash extends Error {}

interface CrashPlan {
  readonly step: number;
  /** Whether the process dies before the step takes effect, or before it learns that it did. */
  readonly when: 'before' | 'after';
  readonly onFilled: () => void;
}

/** Passes every call on until the planned step, which throws, as do all calls after it. */
const crashing = (models: ReadModels, { step, when, onFilled }: CrashPlan): ReadModels => {
  let steps = 0;
  return new Proxy(models, {
    get: (target, method) => {
      const member: unknown = Reflect.get(target, method, target);
      if (typeof member !== 'function') return member;
      return async (...args: readonly unknown[]): Promise<unknown> => {
        steps += 1;
        if (steps > step || (steps === step && when === 'before')) throw new Crash();
        const answer: unknown = await Reflect.apply(member, target, args);
        if (steps === step) throw new Crash();
        if (method === 'markFilled') onFilled();
        return answer;
      };
    },
  });
};

const hashOf = (models: ReadModels, { projector }: Sums): Promise<string> =>
  hashReadModels(models, projector, () => {
    const hash = createHash('sha256');
    return { update: (text) => hash.update(text), digest: () => hash.digest('hex') };
  });

/** The promises of every adapter of {@link ReadModels} while a release fills its views beside those of another. */
export const describeViewFilling = (name: string, open: Open<ReadModels>): void => {
  describe(`filling views: ${name}`, () => {
    const [old, next] = [sumsAt(1), sumsAt(2)];
    let opened: Opened<ReadModels>;
    let models: ReadModels;
    let store: MemoryEventStore;
    const running: ProjectionRunner[] = [];

    beforeEach(async () => {
      opened = await open();
      models = opened.port;
      store = new MemoryEventStore();
      for (let amount = 1; amount <= EVENTS; amount += 1) await pay(amount);
    });
    afterEach(async () => {
      await stopAll();
      await models.close();
      await opened.cleanUp?.();
    });

    const stopAll = async (): Promise<void> => {
      for (const runner of running.splice(0)) await runner.stop();
    };

    const pay = async (amount: number): Promise<void> => {
      const stream = `till-${amount % 7}` as const;
      const stored = (await store.readStream(stream)).length;
      // Every ninth payment is nothing, which removes its stream's document.
      const paid = { amount: amount % 9 === 0 ? 0 : amount, colour: COLOURS[amount % COLOURS.length] ?? 'red' };
      await store.append(stream, stored - 1, [specEvent(randomUUID(), paid)]);
    };

    /** Runs the projector until it stops at an error, or for good; resolves with the first error. */
    const follow = (readModels: ReadModels, { projector }: Sums): Promise<unknown> => {
      const { promise, resolve } = Promise.withResolvers<unknown>();
      const runner = new ProjectionRunner({
        projector,
        store,
        readModels,
        scheduler: systemScheduler,
        maxBatch: 6,
        onError: resolve,
      });
      running.push(runner);
      runner.start();
      return promise;
    };

    const filled = async ({ view }: Sums): Promise<void> => {
      expect(await models.waitFor([view], (await store.head()) ?? '', 10_000)).toBe(true);
      await eventually(async () => expect(await models.isFilled(view)).toBe(true));
      await stopAll();
    };

    const expected = async (sums: Sums): Promise<string> => {
      const memory = new MemoryReadModels();
      void follow(memory, sums);
      expect(await memory.waitFor([sums.view], (await store.head()) ?? '', 10_000)).toBe(true);
      return hashOf(memory, sums);
    };

    it('keeps the old version current and readable while the new one is filled', async () => {
      void follow(models, old);
      const head = (await store.head()) ?? '';
      expect(await models.waitFor([old.view], head, 10_000)).toBe(true);
      void follow(models, next);
      for (let amount = EVENTS + 1; amount <= EVENTS + 20; amount += 1) {
        await pay(amount);
        expect(await models.waitFor([old.view], (await store.head()) ?? '', 10_000)).toBe(true);
        const all = await models.get(old.colours, 'all');
        const red = await models.list(old.colours, { where: { colour: 'red' }, limit: 10 });
        expect(red.items).toContainEqual(all);
      }
      await models.waitFor([next.view], (await store.head()) ?? '', 10_000);
      await stopAll();
      const hash = await expected(old);
      expect([await hashOf(models, old), await hashOf(models, next)]).toEqual([hash, hash]);
      await models.remove(old.view);
      expect(await hashOf(models, next)).toBe(hash);
    });

    it('shows readers nothing of a view that is not filled, and all of one that is', async () => {
      const whole = wholeViewsOf(models);
      const reads = [
        () => whole.get(next.colours, 'all'),
        () => whole.range(next.colours, 'a', 'z'),
        () => whole.list(next.colours, { limit: 10 }),
      ];
      const expectAllRefused = async (): Promise<void> => {
        for (const read of reads) await expect(read()).rejects.toThrow(ReadModelsUnavailableError);
      };
      await expectAllRefused();
      void follow(models, next);
      await filled(next);
      for (const read of reads) expect(await read()).toBeTruthy();
      await models.remove(next.view);
      await expectAllRefused();
    });

    it.each(['before', 'after'] as const)('resumes from a crash %s any step of filling', async (when) => {
      const hash = await expected(next);
      for (let step = 1, isFilled = false; !isFilled; step += 1) {
        const { promise: filling, resolve: onFilled } = Promise.withResolvers<null>();
        const crash = follow(crashing(models, { step, when, onFilled: () => onFilled(null) }), next);
        isFilled = (await Promise.race([crash, filling])) === null;
        await stopAll();
        if (opened.reopen !== undefined) {
          await models.close();
          models = await opened.reopen();
        }
        void follow(models, next);
        await filled(next);
        expect(await hashOf(models, next)).toBe(hash);
        const green = await models.list(next.sums, { where: { colour: 'green' }, limit: 100 });
        expect(green.items.every(({ colours }) => colours['green'] !== undefined)).toBe(true);
        if (!isFilled) await models.remove(next.view);
      }
    });
  });
};
