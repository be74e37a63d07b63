import { memoryPorts } from '@bookonce/testing/memory-ports';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { specEvent } from './fixtures/spec-events.js';
import { Follower } from './follow.js';
import type { Position, StoredEvent, Subscription } from './ports/event-store.js';

/** Runs everything that does not wait for time to pass. */
const settle = () => jest.advanceTimersByTimeAsync(0);
const namesOf = (events: readonly StoredEvent[]) => events.map(({ meta }) => meta.correlationId);

const setUp = async (...names: readonly string[]) => {
  const { store, scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
  let stored = 0;
  const append = async (name: string) => {
    await store.append('thing-1', stored - 1, [specEvent(name)]);
    stored += 1;
  };
  for (const name of names) await append(name);
  let saved: Position | null = null;
  const handled: string[] = [];
  const began: (Position | null)[] = [];
  const handle = jest.fn(async (events: readonly StoredEvent[]) => {
    handled.push(...namesOf(events));
    saved = events.at(-1)?.position ?? saved;
  });
  const subscriptions: Subscription[] = [];
  const waits: number[] = [];
  const errors: unknown[] = [];
  const onError = jest.fn();
  const follower = new Follower({
    store: {
      ...store,
      subscribe: (options, handler) => {
        const subscription = store.subscribe(options, handler);
        subscriptions.push(subscription);
        return subscription;
      },
    } as typeof store,
    scheduler,
    maxBatch: 1,
    checkpoint: async () => saved,
    handler: (after) => {
      began.push(after);
      return { handle };
    },
    onError: (error, retryInMs) => {
      errors.push(error);
      waits.push(retryInMs);
      onError();
    },
  });
  follower.start();
  await settle();
  return { store, append, handle, handled, began, waits, errors, follower, subscriptions, onError };
};

const lost = new Error('the connection was lost');

describe('Follower', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  it('delivers stored events and then new ones', async () => {
    const { append, handled, waits } = await setUp('a', 'b');
    expect(handled).toEqual(['a', 'b']);
    await append('c');
    await settle();
    expect(handled).toEqual(['a', 'b', 'c']);
    expect(waits).toEqual([]);
  });

  it('resumes from the checkpoint after a loss, with a new handler', async () => {
    const { store, append, handle, handled, began, errors } = await setUp('a');
    handle.mockRejectedValueOnce(lost);
    await append('b');
    await settle();
    expect(errors).toEqual([lost]);
    expect(handled).toEqual(['a']);
    await jest.advanceTimersByTimeAsync(50);
    expect(handled).toEqual(['a', 'b']);
    expect(began).toEqual([null, store.events[0]?.position]);
  });

  it('doubles the pause after each loss up to 5 s, and starts short again after progress', async () => {
    const { append, handle, handled, waits } = await setUp();
    for (let loss = 0; loss < 9; loss += 1) handle.mockRejectedValueOnce(lost);
    await append('a');
    await jest.advanceTimersByTimeAsync(60_000);
    expect(waits).toEqual([50, 100, 200, 400, 800, 1_600, 3_200, 5_000, 5_000]);
    expect(handled).toEqual(['a']);
    handle.mockRejectedValueOnce(lost);
    await append('b');
    await settle();
    expect(waits.at(-1)).toBe(50);
  });

  it('doubles the pause each time if it cannot even find out what was handled', async () => {
    const { store, scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
    const waits: number[] = [];
    const follower = new Follower({
      store,
      scheduler,
      // Earlier connections have got somewhere.
      checkpoint: async () => '0000000000000007',
      handler: () => ({ handle: async () => undefined }),
      handled: { stored: () => Promise.reject(lost), known: () => null, onLost: async () => 'stop' },
      onError: (_error, retryInMs) => waits.push(retryInMs),
    });
    follower.start();
    await jest.advanceTimersByTimeAsync(1_000);
    expect(waits).toEqual([50, 100, 200, 400, 800]);
    await follower.stop();
  });

  it('does not retry before the announced pause is over', async () => {
    const { append, handle, handled } = await setUp();
    handle.mockRejectedValueOnce(lost).mockRejectedValueOnce(lost);
    await append('a');
    await jest.advanceTimersByTimeAsync(149);
    expect(handled).toEqual([]);
    await jest.advanceTimersByTimeAsync(1);
    expect(handled).toEqual(['a']);
  });

  it('reconnects after a pause if the subscription ends by itself', async () => {
    const { append, handled, waits, subscriptions } = await setUp();
    await subscriptions[0]?.close();
    await settle();
    expect(waits).toEqual([50]);
    await append('a');
    await jest.advanceTimersByTimeAsync(50);
    expect(handled).toEqual(['a']);
  });

  it('stops at once during a pause', async () => {
    const { append, handle, follower, handled } = await setUp();
    handle.mockRejectedValueOnce(lost);
    await append('a');
    await settle();
    await follower.stop();
    expect(jest.getTimerCount()).toBe(0);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(handled).toEqual([]);
  });

  it('stops at once if the error handler stops it', async () => {
    const { append, handle, follower, onError } = await setUp();
    handle.mockRejectedValueOnce(lost);
    const stopped = new Promise<void>((resolve) =>
      onError.mockImplementation(() => void follower.stop().then(resolve)),
    );
    await append('a');
    await stopped;
    expect(jest.getTimerCount()).toBe(0);
  });

  it('handles the batch in flight before it stops, and takes no other', async () => {
    const { append, handle, follower } = await setUp();
    const { promise, resolve: end } = Promise.withResolvers<void>();
    handle.mockImplementation(() => promise);
    await append('a');
    await append('b');
    await settle();
    const stopped = jest.fn();
    const stopping = follower.stop().then(stopped);
    await settle();
    expect(stopped).not.toHaveBeenCalled();
    end();
    await stopping;
    expect(handle).toHaveBeenCalledTimes(1);
  });
});

describe('a Follower that is interrupted', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  const away = new Error('the bus is away');

  it('resumes from the checkpoint and reports the cause', async () => {
    const { append, follower, handled, errors, waits } = await setUp('a');
    follower.interrupt(away);
    await append('b');
    await jest.advanceTimersByTimeAsync(50);
    expect([errors, waits]).toEqual([[away], [50]]);
    expect(handled).toEqual(['a', 'b']);
  });

  it('doubles the pause each time until the checkpoint moves', async () => {
    const { append, follower, handle, handled, waits } = await setUp();
    const take = handle.getMockImplementation();
    // Events are delivered but never handled, so the checkpoint does not move.
    handle.mockImplementation(async () => follower.interrupt(away));
    await append('a');
    await jest.advanceTimersByTimeAsync(1_000);
    expect(waits).toEqual([50, 100, 200, 400, 800]);
    if (take !== undefined) handle.mockImplementation(take);
    await jest.advanceTimersByTimeAsync(1_000);
    expect(handled).toEqual(['a']);
    follower.interrupt(away);
    await settle();
    expect(waits.at(-1)).toBe(50);
  });
});

const setUpPaced = async (paceMs: number) => {
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

  it('delivers the first event at once, and batches events within its pace', async () => {
    const { append, handed } = await setUpPaced(25);
    await append('a');
    await append('b');
    await append('c');
    expect(handed).toEqual([['a']]);
    await jest.advanceTimersByTimeAsync(25);
    expect(handed).toEqual([['a'], ['b', 'c']]);
  });

  it('stops at once in spite of its pace', async () => {
    const { append, handed, follower } = await setUpPaced(60_000);
    await append('a');
    await follower.stop();
    expect(handed).toEqual([['a']]);
  });
});
