import { memoryPorts } from '@bookonce/testing/memory-ports';
import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { hashReadModels } from './canonical-hash.js';
import { specEvent } from './fixtures/spec-events.js';
import { sums, sumsProjector, sumsView, type Paid } from './fixtures/sums-projector.js';
import type { EventStore, Position } from './ports/event-store.js';
import type { ReadModels } from './ports/read-models.js';
import { ProjectionRunner } from './projection-runner.js';
import type { Projector, Reactor } from './projector.js';
import { rebuild } from './rebuild.js';

const ports = () => memoryPorts('2026-03-02T09:00:00.000Z');
const { scheduler } = ports();
type Store = ReturnType<typeof ports>['store'];

const hashOf = (readModels: ReadModels): Promise<string> =>
  hashReadModels(readModels, sumsProjector, () => {
    const digest = createHash('sha256');
    return { update: (text) => digest.update(text), digest: () => digest.digest('hex') };
  });

const anew = async (store: EventStore): Promise<ReadModels> => {
  const { readModels } = ports();
  await rebuild({ projector: sumsProjector, store, readModels, scheduler });
  return readModels;
};

interface Step extends Paid {
  readonly stream: `till-${number}` | `other-${number}`;
}

const steps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.record({
    stream: fc.constantFrom('till-1', 'till-2', 'till-3', 'other-1'),
    // Nothing removes a stream's document.
    amount: fc.constantFrom(0, 1, 2, 7),
    colour: fc.constantFrom('red', 'green', 'blue'),
  }),
  { minLength: 1, maxLength: 20 },
);

const appender = (store: Store) => {
  const revisions = new Map<string, number>();
  return async ({ stream, ...paid }: Step): Promise<Position> => {
    const revision = revisions.get(stream) ?? -1;
    revisions.set(stream, revision + 1);
    const appended = await store.append(stream, revision, [specEvent(`${stream}/${revision}`, paid)]);
    if (appended.outcome === 'conflict') throw new Error('a spec appends in order');
    return appended.position;
  };
};

const follow = (store: EventStore, readModels: ReadModels, maxBatch: number): ProjectionRunner => {
  const onError = (error: unknown) => {
    throw error;
  };
  const runner = new ProjectionRunner({ projector: sumsProjector, store, readModels, scheduler, maxBatch, onError });
  runner.start();
  return runner;
};

describe('rebuild', () => {
  it('gives what the live read model shows, byte for byte, at any prefix of history (I13)', async () => {
    await fc.assert(
      fc.asyncProperty(steps, fc.integer({ min: 1, max: 7 }), async (history, maxBatch) => {
        const { store, readModels: live } = ports();
        const append = appender(store);
        const runner = follow(store, live, maxBatch);
        for (const step of history) {
          await live.waitFor([sumsView], await append(step), 1_000);
          expect(await hashOf(live)).toBe(await hashOf(await anew(store)));
        }
        await runner.stop();
      }),
      { numRuns: 60 },
    );
  });

  it('gives the same when the live one was stopped and started anywhere, and whatever came at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 1, maxLength: 4 }), async (lives) => {
        const { store, readModels: live } = ports();
        const append = appender(store);
        for (const history of lives) {
          const runner = follow(store, live, 3);
          await Promise.all(history.map(append));
          await runner.stop();
        }
        const last = follow(store, live, 3);
        await live.waitFor([sumsView], (await store.head()) ?? '', 1_000);
        await last.stop();
        expect(await hashOf(live)).toBe(await hashOf(await anew(store)));
      }),
      { numRuns: 60 },
    );
  });

  it('begins from nothing: what history does not make is gone', async () => {
    const { store, readModels } = ports();
    const stale = { total: 99, colours: {} };
    await readModels.commit(sumsView, [{ collection: sums, id: 'till-9', doc: stale }], '9');
    await rebuild({ projector: sumsProjector, store, readModels, scheduler });
    expect([await readModels.get(sums, 'till-9'), await readModels.checkpoint(sumsView)]).toEqual([null, null]);
    const position = await appender(store)({ stream: 'till-1', amount: 2, colour: 'red' });
    const reached: Position[] = [];
    await rebuild({ projector: sumsProjector, store, readModels, scheduler, onProgress: (one) => reached.push(one) });
    expect(await readModels.get(sums, 'till-1')).toEqual({ total: 2, colours: { red: 2 } });
    expect([await readModels.checkpoint(sumsView), reached]).toEqual([position, [position]]);
  });

  it('ends with the error when it cannot go on', async () => {
    const { store, readModels } = ports();
    await appender(store)({ stream: 'till-1', amount: 2, colour: 'red' });
    const away = new Error('the read models are away');
    readModels.commit = () => Promise.reject(away);
    await expect(rebuild({ projector: sumsProjector, store, readModels, scheduler })).rejects.toBe(away);
  });

  it('refuses a reactor at run time too, before anything is thrown away (I14)', async () => {
    const { store, readModels } = ports();
    await appender(store)({ stream: 'till-1', amount: 2, colour: 'red' });
    await rebuild({ projector: sumsProjector, store, readModels, scheduler });
    const reactor: Reactor = { kind: 'reactor', name: 'sums', react: () => Promise.reject(new Error('had an effect')) };
    const disguised = { ...sumsProjector, ...reactor } as unknown as Projector;
    await expect(rebuild({ projector: disguised, store, readModels, scheduler })).rejects.toThrow('only a projector');
    expect(await readModels.get(sums, 'till-1')).not.toBeNull();
  });
});
