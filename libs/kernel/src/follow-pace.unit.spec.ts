import { memoryPorts } from '@bookonce/testing/memory-ports';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { specEvent } from './fixtures/spec-events.js';
import { Follower } from './follow.js';

const settle = () => jest.advanceTimersByTimeAsync(0);

const setUp = async (paceMs: number) => {
  const { store, scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
  let stored = 0;
  const append = async (name: string) => {
    await store.append('thing-1', stored - 1, [specEvent(name)]);
    stored += 1;
    await settle();
  };
  const handed: (readonly string[])[] = [];
  const follower = new Follower({
    store,
    scheduler,
    paceMs,
    checkpoint: () => Promise.resolve(null),
    handler: () => ({
      handle: (events) => {
        handed.push(events.map(({ meta }) => meta.correlationId));
        return Promise.resolve();
      },
    }),
    onError: () => undefined,
  });
  follower.start();
  await settle();
  return { append, handed, follower };
};

describe('a Follower with a pace', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  it('hands on the first at once, and together what comes within its pace', async () => {
    const { append, handed } = await setUp(25);
    await append('a');
    await append('b');
    await append('c');
    expect(handed).toEqual([['a']]);
    await jest.advanceTimersByTimeAsync(25);
    expect(handed).toEqual([['a'], ['b', 'c']]);
  });

  it('does not keep waiting whoever stops it', async () => {
    const { append, handed, follower } = await setUp(60_000);
    await append('a');
    await follower.stop();
    expect(handed).toEqual([['a']]);
  });
});
