import { memoryPorts } from '@bookonce/testing/memory-ports';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { specEvent } from './fixtures/spec-events.js';
import { sums, sumsProjector, sumsView } from './fixtures/sums-projector.js';
import { expectHeld, HISTORY_CHECKED_EVERY_MS, LostHistoryError } from './lost-history.js';
import { placeOf, type StoredEvent, UnknownEventError } from './ports/event-store.js';
import { defineView } from './ports/read-models.js';
import { ProjectionRunner } from './projection-runner.js';
import { Publisher } from './publisher.js';
import { upcastingStore } from './upcasting-store.js';

const MINUTE_MS = HISTORY_CHECKED_EVERY_MS;

const setUp = () => {
  const { store, readModels, scheduler, checkpoints } = memoryPorts('2026-03-02T09:00:00.000Z');
  const pay = async (...amounts: readonly number[]) => {
    for (const amount of amounts) {
      const revision = store.events.filter(({ stream }) => stream === 'till-1').length;
      await store.append('till-1', revision - 1, [specEvent(`${revision}: ${amount}`, { amount, colour: 'red' })]);
    }
  };
  const forgotten: string[] = [];
  const lost: LostHistoryError[] = [];
  const errors: unknown[] = [];
  const onLost = (error: LostHistoryError): void => void lost.push(error);
  const onError = (error: unknown): void => void errors.push(error);
  const published: string[] = [];
  const bus = {
    publish: async (events: readonly StoredEvent[]) => {
      published.push(...events.map(({ meta }) => meta.correlationId));
    },
  };
  const follow = () => {
    const runner = new ProjectionRunner({
      projector: sumsProjector,
      store,
      readModels,
      scheduler,
      historyCheckedEveryMs: MINUTE_MS,
      acknowledgedPositions: { forget: async (names) => void forgotten.push(...names) },
      onLost,
      onError,
    });
    const publisher = new Publisher({
      store,
      bus,
      checkpoints,
      scheduler,
      historyCheckedEveryMs: MINUTE_MS,
      onLost,
      onError,
    });
    runner.start();
    publisher.start();
    return { runner, publisher, stop: () => Promise.all([runner.stop(), publisher.stop()]) };
  };
  const total = async () => (await readModels.get(sums, 'till-1'))?.total ?? null;
  return { store, readModels, checkpoints, scheduler, forgotten, pay, lost, errors, published, follow, total };
};

const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
/** Longer than the pause before a checkpoint is saved, and than the first pauses before a retry. */
const A_MOMENT_MS = 2_000;

describe('a history that lost its tail', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  describe.each([
    ['ends earlier', []],
    ['has other events in their place', [8, 16]],
    ['has other events in their place, and more', [8, 16, 32]],
  ])('and now %s', (_what, later) => {
    const sum = 1 + later.reduce((all, amount) => all + amount, 0);
    const names = ['0: 1', '1: 2', '2: 4'];

    it('is noticed within a minute: the view is filled anew, the publisher stops', async () => {
      const { store, pay, lost, published, follow, total } = setUp();
      await pay(1, 2, 4);
      const { publisher, stop } = follow();
      await pass(A_MOMENT_MS);
      expect([await total(), published]).toEqual([7, names]);
      store.keepOnly(1);
      await pay(...later);
      await pass(MINUTE_MS + A_MOMENT_MS);
      expect(await total()).toBe(sum);
      // Only an event beyond the lost ones was published meanwhile.
      const stoppedAfter = [...names, ...later.slice(2).map((amount) => `3: ${amount}`)];
      expect(published).toEqual(stoppedAfter);
      expect(publisher.lastError).toBeInstanceOf(LostHistoryError);
      await pay(64);
      await pass(2 * MINUTE_MS);
      expect(await total()).toBe(sum + 64);
      expect(published).toEqual(stoppedAfter);
      expect(lost.map(({ lost: event }) => event.revision)).toEqual([2, 2]);
      await stop();
    });

    it('is noticed at the start, by every later instance', async () => {
      const { store, pay, published, follow, total } = setUp();
      await pay(1, 2, 4);
      const first = follow();
      await pass(A_MOMENT_MS);
      await first.stop();
      store.keepOnly(1);
      await pay(...later);
      for (let instance = 0; instance < 2; instance += 1) {
        const { publisher, stop } = follow();
        await pass(A_MOMENT_MS);
        expect(await total()).toBe(sum);
        expect(publisher.lastError).toBeInstanceOf(LostHistoryError);
        await stop();
      }
      expect(published).toEqual(names);
    });
  });

  it('takes what gateways expect of the view, and versions that nobody follows, along', async () => {
    const { store, readModels, pay, follow, forgotten } = setUp();
    await pay(1, 2, 4);
    const { stop } = follow();
    const [older, other] = [defineView(sumsView.name, 99), defineView('other', 99)];
    const position = store.events[2]?.position ?? '';
    for (const view of [older, other]) await readModels.commit(view, [], position);
    await pass(A_MOMENT_MS);
    store.keepOnly(1);
    await pass(MINUTE_MS + A_MOMENT_MS);
    expect((await readModels.views()).map(({ view }) => view.key)).toEqual([other.key, sumsView.key]);
    expect(forgotten).toEqual([sumsView.name]);
    await stop();
  });

  it('stops a publisher whose checkpoint was restored with history, until an operator sets it', async () => {
    const { store, checkpoints, pay, published, follow } = setUp();
    await pay(1);
    const { publisher, stop } = follow();
    await pass(A_MOMENT_MS);
    const backup = [await checkpoints.load('publisher'), await checkpoints.handled('publisher')] as const;
    await pay(2, 4);
    await pass(A_MOMENT_MS);
    store.keepOnly(1);
    await checkpoints.save('publisher', backup[0] ?? '', backup[1]);
    await pass(MINUTE_MS + A_MOMENT_MS);
    expect(publisher.lastError).toBeInstanceOf(LostHistoryError);
    await stop();
    await pay(8);
    await checkpoints.save('publisher', backup[0] ?? '', backup[1]);
    const next = follow();
    await pass(A_MOMENT_MS);
    expect([next.publisher.lastError, published]).toEqual([null, ['0: 1', '1: 2', '2: 4', '1: 8']]);
    await next.stop();
  });

  it('is not suspected if nothing was lost, nor in checkpoints of earlier releases', async () => {
    const { store, readModels, checkpoints, pay, lost, errors, published, follow, total } = setUp();
    await pay(1, 2);
    const position = store.events[1]?.position ?? '';
    await readModels.commit(sumsView, [], position);
    await checkpoints.save('publisher', position);
    const { stop } = follow();
    await pass(2 * MINUTE_MS);
    await store.append('other-1', -1, [specEvent('other')]);
    await pay(4);
    await pass(2 * MINUTE_MS);
    expect([await total(), published, lost, errors]).toEqual([4, ['other', '2: 4'], [], []]);
    expect(await checkpoints.handled('publisher')).toMatchObject({ id: store.events[3]?.id, revision: 2 });
    store.keepOnly(3);
    await pass(MINUTE_MS + A_MOMENT_MS);
    expect(lost).toHaveLength(2);
    await stop();
  });

  it('is not suspected if the last event is one that only a newer release knows', async () => {
    const { store, pay } = setUp();
    await pay(1, 2);
    const [first, last] = store.events.map(placeOf);
    const upcastKnown = (event: StoredEvent): StoredEvent => {
      if (event.revision === 1) throw new UnknownEventError('a newer release stored it');
      return event;
    };
    const upcasting = upcastingStore(store, { upcast: (event) => event, upcastKnown });
    await expectHeld(upcasting, [first ?? null, last ?? null]);
    store.keepOnly(0);
    await expect(expectHeld(upcasting, [last ?? null])).rejects.toBeInstanceOf(LostHistoryError);
  });

  it('is noticed by a view that only passed over the lost events', async () => {
    const { store, pay, lost, follow, total } = setUp();
    await pay(1);
    await store.append('other-1', -1, [specEvent('other 1'), specEvent('other 2')]);
    const { stop } = follow();
    await pass(A_MOMENT_MS);
    store.keepOnly(1);
    await pay(2);
    await pass(MINUTE_MS + A_MOMENT_MS);
    expect([await total(), lost.length]).toEqual([3, 2]);
    await stop();
  });
});
