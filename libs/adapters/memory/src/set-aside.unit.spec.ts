import { MemoryEventStore } from './event-store.js';
import { MemoryCheckpoints } from './service-records.js';
import { memoryPorts } from '@bookonce/testing/memory-ports';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { specEvent } from '@bookonce/kernel/fixtures/spec-events';
import { sums, sumsProjector, sumsView } from '@bookonce/kernel/fixtures/sums-projector';
import { DamagedEventError, type StoredEvent } from '@bookonce/kernel/ports/event-store';
import { ProjectionRunner } from '@bookonce/kernel/projection-runner';
import { Publisher } from '@bookonce/kernel/publisher';
import { rebuild } from '@bookonce/kernel/rebuild';
import { reportUnreadable, type Unreadable } from '@bookonce/kernel/report-unreadable';

const settle = () => jest.advanceTimersByTimeAsync(1_000);

/** A history whose event 1 of `till-a` is damaged; later events of both tills follow. */
const setUp = async () => {
  const { readModels, scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
  const memory = new MemoryEventStore();
  const checkpoints = new MemoryCheckpoints();
  const pay = async (till: string, revision: number, amount: number): Promise<void> => {
    const event = specEvent(`${till}${revision}`, { amount, colour: 'red' });
    await memory.append(`till-${till}`, revision - 1, [event]);
  };
  for (const [till, revision, amount] of [
    ['a', 0, 1],
    ['b', 0, 10],
    ['a', 1, 2],
    ['b', 1, 20],
    ['a', 2, 4],
  ] as const) {
    await pay(till, revision, amount);
  }
  memory.damage('till-a', 1);
  const reports: Unreadable[] = [];
  const store = reportUnreadable(memory, (unreadable) => reports.push(unreadable));
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const totalOf = async (till: string) => (await readModels.get(sums, `till-${till}`))?.total;
  return { memory, store, readModels, scheduler, checkpoints, pay, reports, errors, onError, totalOf };
};

describe('a stream with a damaged event', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  it('is set aside by a view, which goes on with the others', async () => {
    const { store, readModels, scheduler, pay, reports, errors, onError, totalOf } = await setUp();
    const runner = new ProjectionRunner({ projector: sumsProjector, store, readModels, scheduler, onError });
    runner.start();
    await settle();
    expect([await totalOf('a'), await totalOf('b')]).toEqual([1, 30]);
    expect(runner.status).toMatchObject({ position: await store.head(), lastError: null });
    expect((await readModels.views()).map(({ isFilled }) => isFilled)).toEqual([true]);
    await pay('a', 3, 8);
    await pay('b', 2, 40);
    await settle();
    expect([await totalOf('a'), await totalOf('b')]).toEqual([1, 70]);
    expect(await readModels.checkpoint(sumsView)).toBe(await store.head());
    expect(errors).toEqual([]);
    expect(reports).toMatchObject([{ stream: 'till-a', revision: 1 }]);
    await runner.stop();
  });

  it('does not stop a rebuild, not even at the end of history', async () => {
    const { memory, store, readModels, scheduler, totalOf } = await setUp();
    memory.damage('till-a', 2);
    await rebuild({ projector: sumsProjector, store, readModels, scheduler });
    expect([await totalOf('a'), await totalOf('b')]).toEqual([1, 30]);
    expect(await readModels.checkpoint(sumsView)).toBe(await store.head());
  });

  it('is set aside by a publisher, whose checkpoint passes it', async () => {
    const { store, scheduler, checkpoints, pay, errors, onError } = await setUp();
    const published: string[] = [];
    const publish = async (events: readonly StoredEvent[]): Promise<void> =>
      void published.push(...events.map(({ meta }) => meta.correlationId));
    const publisher = new Publisher({ store, bus: { publish }, checkpoints, scheduler, onError });
    publisher.start();
    await settle();
    await pay('a', 3, 8);
    await settle();
    expect(published).toEqual(['a0', 'b0', 'b1']);
    expect(publisher.lastError).toBeNull();
    expect(await checkpoints.load('publisher')).toBe(await store.head());
    expect(errors).toEqual([]);
    await publisher.stop();
  });

  it('is reported to readers, too', async () => {
    const { store, reports } = await setUp();
    await expect(store.readStream('till-a')).rejects.toThrow(DamagedEventError);
    expect(reports).toHaveLength(1);
  });
});
