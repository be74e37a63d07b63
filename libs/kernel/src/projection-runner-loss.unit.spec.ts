import { memoryPorts } from '@bookonce/testing/memory-ports';
import { expect, it } from '@jest/globals';
import { specEvent } from './fixtures/spec-events.js';
import { sumsProjector, sumsView } from './fixtures/sums-projector.js';
import type { EventStore } from './ports/event-store.js';
import { ProjectionRunner } from './projection-runner.js';

it('is held up by nothing after a lost connection is back, although nothing new is stored', async () => {
  const { store, readModels, scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
  await store.append('till-1', -1, [specEvent('event-0', { amount: 1, colour: 'red' })]);
  const position = store.events[0]?.position ?? '';
  await readModels.commit(sumsView, [], position);
  const away = new Error('the store is away');
  const back = Promise.withResolvers<void>();
  const seen: unknown[] = [];
  let connections = 0;
  const lossy: Pick<EventStore, 'subscribe'> = {
    subscribe: (options, handler) => {
      connections += 1;
      if (connections === 1) return { done: Promise.reject(away), close: async () => undefined };
      seen.push(runner.status.lastError);
      const reached = async (to: string, isEnd: boolean): Promise<void> => {
        await handler.reached?.(to, isEnd);
        back.resolve();
      };
      return store.subscribe(options, { ...handler, reached });
    },
  };
  const runner = new ProjectionRunner({
    projector: sumsProjector,
    store: lossy as EventStore,
    readModels,
    scheduler,
    onError: () => undefined,
  });
  runner.start();
  await back.promise;
  seen.push(runner.status.lastError);
  await runner.stop();
  expect(seen).toEqual([away, null]);
});
