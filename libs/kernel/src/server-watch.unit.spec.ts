import { memoryPorts } from '@bookonce/testing/memory-ports';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { specEvent } from './fixtures/spec-events.js';
import { Follower } from './follow.js';
import { outageOf } from './outage.js';
import { StoreAccessError, StoreUnavailableError, type EventStore } from './ports/event-store.js';
import { ServerWatch } from './server-watch.js';
import { watchedStore } from './watched-store.js';

describe('the watch over a server', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  const setUp = () => {
    const { store, scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
    const server = { isLost: false, isHalfLost: false, isRefused: false };
    const attempt = async <Value>(call: () => Promise<Value>): Promise<Value> => {
      if (server.isRefused) throw new StoreAccessError('grant it');
      if (server.isLost) throw new StoreUnavailableError('no connection');
      return call();
    };
    const raw: EventStore = {
      append: (...call) => attempt(() => store.append(...call)),
      readStream: (...call) =>
        attempt(() =>
          server.isHalfLost ? Promise.reject(new StoreUnavailableError('no connection')) : store.readStream(...call),
        ),
      head: () => attempt(() => store.head()),
      subscribe: (options, handler) => {
        if (!server.isLost && !server.isRefused) return store.subscribe(options, handler);
        const done = attempt(() => Promise.resolve());
        done.catch(() => undefined);
        return { done, close: () => Promise.resolve() };
      },
      close: () => store.close(),
    };
    const log: string[] = [];
    const refused: string[] = [];
    const watch = new ServerWatch({
      server: 'PostgreSQL at db:5432',
      scheduler,
      probe: () => raw.head(),
      onLost: (message) => void log.push(message),
      onBack: (message) => void log.push(message),
    });
    const watched = watchedStore(raw, { watch, onRefused: ({ message }) => void refused.push(message) });
    return { server, watch, watched, scheduler, log, refused };
  };

  it('reports a loss once, a summary once a minute, and the return once', async () => {
    const { server, watched, log } = setUp();
    server.isLost = true;
    for (let count = 0; count < 9; count += 1) await expect(watched.head()).rejects.toThrow('no connection');
    expect(log).toEqual(['PostgreSQL at db:5432 is lost (no connection); trying again']);
    await jest.advanceTimersByTimeAsync(130_000);
    expect(log).toHaveLength(3);
    expect(log[2]).toMatch(
      /^PostgreSQL at db:5432 has been lost for 120\.\d s \(\d+ failed attempts, the last one: no/,
    );
    server.isLost = false;
    await jest.advanceTimersByTimeAsync(300);
    expect(log).toHaveLength(4);
    expect(log[3]).toMatch(/^PostgreSQL at db:5432 is back after 130\.\d s/);
  });

  it('reports the loss and the return once also if probes succeed while calls fail', async () => {
    const { server, watched, watch, log } = setUp();
    server.isHalfLost = true;
    let awakened = 0;
    for (let seconds = 0; seconds < 130; seconds += 1) {
      const failed: unknown = await watched.readStream('thing-1').catch((error: unknown) => error);
      outageOf(failed)?.over.addEventListener('abort', () => void (awakened += 1));
      await jest.advanceTimersByTimeAsync(1_000);
    }
    expect(log.map((line) => line.replace(/ \(.*| \d.*/, ''))).toEqual([
      'PostgreSQL at db:5432 is lost',
      'PostgreSQL at db:5432 has been lost for',
      'PostgreSQL at db:5432 has been lost for',
    ]);
    expect(awakened).toBeGreaterThan(20);
    server.isHalfLost = false;
    await jest.advanceTimersByTimeAsync(20_000);
    expect(watch.isInDoubt).toBe(false);
    expect(log).toHaveLength(4);
    expect(log[3]).toMatch(/^PostgreSQL at db:5432 is back after 1[23]\d\.\d s/);
  });

  it('waits for calm before it reports the return of a server that was lost again soon', async () => {
    const { scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
    const log: string[] = [];
    const report = (message: string): void => void log.push(message);
    const watch = new ServerWatch({ server: 'Redis', scheduler, onLost: report, onBack: report });
    for (let time = 0; time < 30; time += 1) {
      watch.failed('reset');
      watch.answered();
      expect(watch.outage).toBeNull();
      await jest.advanceTimersByTimeAsync(2_000);
    }
    expect(log.map((line) => line.replace(/ \(.*| \d.*/, ''))).toEqual([
      'Redis is lost',
      'Redis is back after',
      'Redis is lost',
    ]);
    await jest.advanceTimersByTimeAsync(15_000);
    expect(log).toHaveLength(4);
    expect(log[3]).toMatch(/^Redis is back after/);
  });

  it('wakes every follower when the server is back, whatever pauses they are in', async () => {
    const { server, watched, scheduler, log } = setUp();
    const handled: string[] = [];
    const failures: unknown[] = [];
    const followers = [1, 2, 3].map(
      (name) =>
        new Follower({
          store: watched,
          scheduler,
          checkpoint: () => Promise.resolve(null),
          handler: () => ({ handle: async () => void handled.push(String(name)) }),
          onError: (error) => void failures.push(outageOf(error)),
        }),
    );
    await watched.append('thing-1', -1, [specEvent('a')]);
    server.isLost = true;
    for (const follower of followers) follower.start();
    await jest.advanceTimersByTimeAsync(20_000);
    expect(handled).toEqual([]);
    server.isLost = false;
    // The followers' own pauses are 5 s by now.
    await jest.advanceTimersByTimeAsync(300);
    expect(handled).toEqual(['1', '2', '3']);
    expect(log).toHaveLength(2);
    expect(failures.every((outage) => outage !== null)).toBe(true);
    for (const follower of followers) await follower.stop();
  });

  it('does not take an append that fails alone for an outage', async () => {
    const { server, watched, log } = setUp();
    server.isLost = true;
    const failed: unknown = await watched.append('thing-1', -1, [specEvent('a')]).catch((error: unknown) => error);
    expect(outageOf(failed)).toBeNull();
    await expect(watched.head()).rejects.toThrow();
    const again: unknown = await watched.append('thing-1', -1, [specEvent('a')]).catch((error: unknown) => error);
    expect(outageOf(again)).not.toBeNull();
    expect(outageOf(new Error('could not be handled', { cause: again }))).toBe(outageOf(again));
    expect(log).toHaveLength(1);
  });

  it('passes on that the server refuses the user, without an outage', async () => {
    const { server, watched, log, refused } = setUp();
    server.isRefused = true;
    await expect(watched.readStream('thing-1')).rejects.toThrow(StoreAccessError);
    await expect(watched.subscribe({ after: null }, { handle: () => Promise.resolve() }).done).rejects.toThrow();
    expect(refused).toEqual(['grant it', 'grant it']);
    expect(log).toEqual([]);
  });

  it('reports nothing once it has stopped', async () => {
    const { server, watch, watched, log } = setUp();
    watch.stop();
    server.isLost = true;
    await expect(watched.head()).rejects.toThrow();
    expect(log).toEqual([]);
  });

  it.each([
    ['the return', false],
    ['a return that it doubted', true],
  ])('reports %s no more once it is stopped, and leaves no timer', async (_what, isDoubted) => {
    const { scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
    const log: string[] = [];
    const report = (message: string): void => void log.push(message);
    const probe = isDoubted ? { probe: () => Promise.resolve(null) } : {};
    const watch = new ServerWatch({ server: 'Redis', scheduler, ...probe, onLost: report, onBack: report });
    watch.failed('reset');
    watch.stop();
    watch.answered();
    expect(jest.getTimerCount()).toBe(0);
    await jest.advanceTimersByTimeAsync(60_000);
    expect(log).toEqual(['Redis is lost (reset); trying again']);
  });
});
