import { memoryPorts } from '@bookonce/testing/memory-ports';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { specEvent } from './fixtures/spec-events.js';
import type { Position } from './ports/event-store.js';
import { Publisher } from './publisher.js';

describe("a publisher's checkpoint", () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  const setUp = () => {
    const { store, scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
    const saved: { readonly position: Position; readonly atMs: number }[] = [];
    const publisher = new Publisher({
      store,
      scheduler,
      bus: { publish: () => Promise.resolve() },
      checkpoints: {
        load: () => Promise.resolve(null),
        handled: () => Promise.resolve(null),
        save: async (_name, position) => void saved.push({ position, atMs: scheduler.now() }),
        forget: () => Promise.resolve(),
      },
      onError: (error) => {
        throw error;
      },
    });
    publisher.start();
    return { store, publisher, saved };
  };

  it('is saved at most once a second, and when the publisher stops', async () => {
    const { store, publisher, saved } = setUp();
    for (let revision = 0; revision < 60; revision += 1) {
      await store.append('thing-1', revision - 1, [specEvent(String(revision))]);
      await jest.advanceTimersByTimeAsync(50);
    }
    expect(saved.length).toBeGreaterThanOrEqual(2);
    const pauses = saved.slice(1).map(({ atMs }, index) => atMs - (saved[index]?.atMs ?? 0));
    for (const pause of pauses) expect(pause).toBeGreaterThanOrEqual(1_000);
    await publisher.stop();
    expect(saved.at(-1)?.position).toBe(await store.head());
    expect(saved.length).toBeLessThanOrEqual(4);
  });
});
