import { memoryPorts } from '@bookonce/testing/memory-ports';
import { expect, it, jest } from '@jest/globals';
import { sumsProjector } from './fixtures/sums-projector.js';
import type { EventStore, SubscriptionHandler } from './ports/event-store.js';
import { ProjectionRunner } from './projection-runner.js';

it('says that the views are whole at the end of history, and not on the way to it (I9)', async () => {
  const { readModels, scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
  const markWhole = jest.spyOn(readModels, 'markWhole');
  const began = Promise.withResolvers<SubscriptionHandler>();
  const closed = Promise.withResolvers<void>();
  const store: Pick<EventStore, 'subscribe'> = {
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
  const onTheWay = markWhole.mock.calls.length;
  await reached?.('2', true);
  await reached?.('3', true);
  await runner.stop();
  expect([onTheWay, markWhole.mock.calls]).toEqual([0, [['sums']]]);
});
