import { describeEventStore } from '@bookonce/testing/contracts/event-store.contract';
import { newEvent } from '@bookonce/testing/contracts/tested-event-store';
import { describe, expect, it } from '@jest/globals';
import { MemoryEventStore } from './event-store.js';

describeEventStore('in memory', () => {
  const port = new MemoryEventStore();
  return { port, damage: (stream, revision) => port.damage(stream, revision) };
});

describe('the event store in memory', () => {
  it('uses microtasks only, so that simulated time controls every turn', async () => {
    const store = new MemoryEventStore();
    let turned = false;
    const turn = setImmediate(() => {
      turned = true;
    });
    const events = Array.from({ length: 200 }, (_, index) => newEvent(String(index)));
    await store.append('link-a', -1, events);
    let handled = 0;
    await new Promise<void>((resolve) => {
      const handle = async (): Promise<void> => void (handled += 1);
      store.subscribe({ after: null, maxBatch: 10 }, { handle, reached: () => resolve() });
    });
    await store.readStream('link-a');
    await store.close();
    expect([handled, turned]).toEqual([20, false]);
    clearImmediate(turn);
  });
});
