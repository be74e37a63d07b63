import { memoryPorts } from '@bookonce/testing/memory-ports';
import { expect, it, jest } from '@jest/globals';
import { sumsProjector, sumsView } from './fixtures/sums-projector.js';
import type { EventStore, SubscriptionHandler } from './ports/event-store.js';
import { ProjectionRunner } from './projection-runner.js';

it('marks the view as filled at the end of history, and not on the way there (I9)', async () => {
  const { readModels, scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
  const markFilled = jest.spyOn(readModels, 'markFilled');
  const began = Promise.withResolvers<SubscriptionHandler>();
  const closed = Promise.withResolvers<void>();
  const store: Pick<EventStore, 'head' | 'subscribe'> = {
    head: async () => '3',
    subscribe: (_options, handler) => {
      began.resolve(handler);
      return { done: closed.promise, close: async () => closed.resolve() };
    },
  };
  const runner = new ProjectionRunner({
    projector: sumsProjector,
    store: store as EventStore,
    readModels,
    scheduler,
    onError: () => undefined,
  });
  runner.start();
  const { reached } = await began.promise;
  await reached?.('1', false);
  const onTheWay = markFilled.mock.calls.length;
  await reached?.('2', true);
  await reached?.('3', true);
  await runner.stop();
  expect([onTheWay, markFilled.mock.calls]).toEqual([0, [[sumsView]]]);
});

it('marks the view of an empty history as filled at once', async () => {
  const { store, readModels, scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
  const filled = Promise.withResolvers<void>();
  jest.spyOn(readModels, 'markFilled').mockImplementation(async () => filled.resolve());
  const runner = new ProjectionRunner({
    projector: sumsProjector,
    store,
    readModels,
    scheduler,
    onError: (error) => filled.reject(error),
  });
  runner.start();
  await filled.promise;
  await runner.stop();
});
