import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import type { EventStore, NewEvent, StoredEvent } from '@bookonce/kernel/ports/event-store';
import { Publisher } from '@bookonce/kernel/publisher';
import { systemScheduler as scheduler } from '@bookonce/platform/system-scheduler';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { MemoryEventStore } from './event-store.js';
import { MemoryCheckpoints } from './service-records.js';

const event = (name: string): NewEvent => ({
  id: cryptoIds.derive(name),
  type: 'Happened',
  data: {},
  meta: {
    time: '2026-03-01T00:00:00.000Z',
    version: 1,
    workspaceId: 'wsp_1',
    correlationId: name,
    causationId: name,
    by: 'test',
  },
});

/** A bus whose deliveries the test settles. */
class HeldBus {
  readonly published: string[] = [];
  readonly #ends = new Map<string, { readonly handled: () => void; readonly failed: (error: Error) => void }>();
  #waiting: { readonly count: number; readonly resolve: () => void }[] = [];

  publish([first]: readonly StoredEvent[]): Promise<void> {
    const name = first?.meta.correlationId ?? '';
    this.published.push(name);
    return new Promise((handled, failed) => {
      this.#ends.set(name, { handled, failed });
      for (const { count, resolve } of this.#waiting) if (this.published.length >= count) resolve();
    });
  }

  hasPublished(count: number): Promise<void> {
    if (this.published.length >= count) return Promise.resolve();
    return new Promise((resolve) => this.#waiting.push({ count, resolve }));
  }

  handled(...names: readonly string[]): void {
    for (const name of names) this.#ends.get(name)?.handled();
  }

  failed(name: string): void {
    this.#ends.get(name)?.failed(new Error('the bus is away'));
  }
}

const set = async (...names: readonly string[]) => {
  const store = new MemoryEventStore();
  for (const [index, name] of names.entries()) await store.append('thing-1', index - 1, [event(name)]);
  const bus = new HeldBus();
  const checkpoints = new MemoryCheckpoints();
  const errors: unknown[] = [];
  const open = () => new Publisher({ store, bus, checkpoints, scheduler, onError: (error) => errors.push(error) });
  return { store, bus, checkpoints, errors, open };
};

describe('Publisher', () => {
  it('publishes without waiting for earlier events', async () => {
    const { bus, open } = await set('a', 'b', 'c');
    const publisher = open();
    publisher.start();
    await bus.hasPublished(3);
    bus.handled('a', 'b', 'c');
    await publisher.stop();
    expect(bus.published).toEqual(['a', 'b', 'c']);
  });

  it('saves the position up to which all events are handled, and publishes later events again', async () => {
    const { bus, checkpoints, store, open } = await set('a', 'b', 'c');
    const first = open();
    first.start();
    await bus.hasPublished(3);
    bus.handled('a', 'c');
    await Promise.resolve();
    expect(first.position).toBe(store.events[0]?.position);
    bus.handled('b');
    await first.stop();
    expect(await checkpoints.load('publisher')).toBe(store.events[2]?.position);

    await store.append('thing-1', 2, [event('d')]);
    const second = open();
    second.start();
    await bus.hasPublished(4);
    bus.handled('d');
    await second.stop();
    expect(bus.published).toEqual(['a', 'b', 'c', 'd']);
  });

  it('publishes again after the bus failed, even without new events (I15)', async () => {
    const { bus, errors, open } = await set('a', 'b');
    const publisher = open();
    publisher.start();
    await bus.hasPublished(2);
    bus.handled('a');
    bus.failed('b');
    // Both events: the checkpoint does not include the first yet, and a duplicate does no harm.
    await bus.hasPublished(4);
    expect(publisher.lastError).toBeNull();
    bus.handled('a', 'b');
    await publisher.stop();
    expect(bus.published).toEqual(['a', 'b', 'a', 'b']);
    expect(errors).toHaveLength(1);
  });

  it('reports no error once a lost connection is back, even without new events', async () => {
    const { store, bus, checkpoints } = await set('a');
    const away = new Error('the store is away');
    const lost = Promise.withResolvers<void>();
    const back = Promise.withResolvers<void>();
    let connections = 0;
    const lossy: Pick<EventStore, 'subscribe'> = {
      subscribe: (options, handler) => {
        connections += 1;
        if (connections === 1) return { done: Promise.reject(away), close: async () => undefined };
        const reached = async (position: string, isEnd: boolean): Promise<void> => {
          await handler.reached?.(position, isEnd);
          back.resolve();
        };
        return store.subscribe(options, { ...handler, reached });
      },
    };
    await checkpoints.save('publisher', store.events[0]?.position ?? '');
    const publisher = new Publisher({
      store: { ...store, ...lossy } as EventStore,
      bus,
      checkpoints,
      scheduler,
      onError: () => lost.resolve(),
    });
    publisher.start();
    await lost.promise;
    const whileAway = publisher.lastError;
    await back.promise;
    const afterwards = publisher.lastError;
    await publisher.stop();
    expect([whileAway, afterwards, bus.published]).toEqual([away, null, []]);
  });
});

describe('the checkpoint of a Publisher', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  it('is saved a second after progress, with the last event, and an idle publisher leaves no timer', async () => {
    const { store, bus, checkpoints, open } = await set('a', 'b');
    const save = jest.spyOn(checkpoints, 'save');
    const publisher = open();
    publisher.start();
    await pass(0);
    bus.handled('a', 'b');
    await pass(999);
    expect(save).not.toHaveBeenCalled();
    await pass(1);
    const [, b] = store.events;
    expect(save.mock.calls).toEqual([['publisher', b?.position, expect.objectContaining({ id: b?.id, revision: 1 })]]);
    await pass(10_000);
    expect(save).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
    await publisher.stop();
  });

  it('never goes back if a save takes longer than the next one is due', async () => {
    const { store, bus, checkpoints, open } = await set('a', 'b');
    const slow = Promise.withResolvers<void>();
    const save = checkpoints.save.bind(checkpoints);
    const saved: string[] = [];
    jest.spyOn(checkpoints, 'save').mockImplementation(async (name, position) => {
      if (saved.length === 0) await slow.promise;
      saved.push(position);
      await save(name, position);
    });
    const publisher = open();
    publisher.start();
    await pass(0);
    bus.handled('a');
    await pass(1_000);
    bus.handled('b');
    await pass(3_000);
    expect(saved).toEqual([]);
    slow.resolve();
    await pass(0);
    expect(await checkpoints.load('publisher')).toBe(store.events[1]?.position);
    expect(saved).toEqual(store.events.map(({ position }) => position));
    await publisher.stop();
  });

  it('is saved again after a failure', async () => {
    const { store, bus, checkpoints, errors, open } = await set('a');
    const away = new Error('the database is away');
    jest.spyOn(checkpoints, 'save').mockRejectedValueOnce(away);
    const publisher = open();
    publisher.start();
    await pass(0);
    bus.handled('a');
    await pass(1_000);
    expect([errors, await checkpoints.load('publisher')]).toEqual([[away], null]);
    await pass(1_000);
    expect(await checkpoints.load('publisher')).toBe(store.events[0]?.position);
    await publisher.stop();
  });
});
