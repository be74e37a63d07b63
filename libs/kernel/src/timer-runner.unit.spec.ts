import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AGAIN_AFTER_MS, ELEVEN, NINE, settle, TEN, timer, timerBench } from './fixtures/timer-bench.js';

describe('TimerRunner', () => {
  // Only timers are faked, not promises.
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  it('fires each timer when the clock reaches it', async () => {
    const { set, open, fired, clockTo } = timerBench();
    await set('a', TEN);
    await set('b', ELEVEN);
    open().start();
    await settle();
    clockTo('2026-03-02T09:59:59.999Z');
    await settle();
    expect(fired()).toEqual([]);
    clockTo(TEN);
    await settle();
    expect(fired()).toEqual(['a']);
    clockTo(ELEVEN);
    await settle();
    expect(fired()).toEqual(['a', 'b']);
  });

  it('fires a timer that fell due while it was down, and again after a restart', async () => {
    const { set, open, handle, fired, clockTo } = timerBench();
    // The process crashed before the effect was stored, so the timer remains.
    handle.mockImplementation(() => Promise.resolve());
    await set('a', TEN);
    clockTo(ELEVEN);
    const first = open();
    first.start();
    await settle();
    await first.stop();
    open().start();
    await settle();
    expect(fired()).toEqual(['a', 'a']);
  });

  it('fires a timer again that was set for another time', async () => {
    const { set, open, handle, fired, clockTo } = timerBench();
    handle.mockImplementation(() => set('a', TEN));
    await set('a', NINE);
    open().start();
    await settle();
    clockTo(TEN);
    await settle();
    expect(fired()).toEqual(['a', 'a']);
  });

  it('looks again if a poke announces an earlier timer, but not for a later one', async () => {
    const { set, open, nextDueAt, fired, clockTo } = timerBench();
    await set('b', ELEVEN);
    const runner = open();
    runner.start();
    await settle();
    await set('c', '2026-03-02T12:00:00.000Z');
    runner.poke('2026-03-02T12:00:00.000Z');
    await settle();
    expect(nextDueAt).toHaveBeenCalledTimes(1);
    await set('a', TEN);
    runner.poke(TEN);
    await settle();
    expect(nextDueAt).toHaveBeenCalledTimes(2);
    clockTo(TEN);
    await settle();
    expect(fired()).toEqual(['a']);
  });

  it('looks again if a poke announces the first timer', async () => {
    const { set, open, fired } = timerBench();
    const runner = open();
    runner.start();
    await settle();
    await set('a', NINE);
    runner.poke(NINE);
    await settle();
    expect(fired()).toEqual(['a']);
  });

  it('waits for handlers in flight before it stops, and fires nothing afterwards', async () => {
    const { set, open, handle, fired, clockTo } = timerBench();
    const { promise: handled, resolve: end } = Promise.withResolvers<void>();
    handle.mockImplementation(() => handled);
    await set('a', NINE);
    await set('b', TEN);
    const runner = open();
    runner.start();
    await settle();
    const stopped = jest.fn();
    const stopping = runner.stop().then(stopped);
    await settle();
    expect(stopped).not.toHaveBeenCalled();
    end();
    await stopping;
    clockTo(TEN);
    await jest.advanceTimersByTimeAsync(2 * AGAIN_AFTER_MS);
    expect(fired()).toEqual(['a']);
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('a round of the TimerRunner', () => {
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  it('fires a remaining timer again after 5 s, even if it is poked earlier, until the timer is gone', async () => {
    const { set, clear, open, handle, fired } = timerBench();
    handle.mockImplementation(() => Promise.resolve());
    await set('a', NINE);
    const runner = open();
    runner.start();
    await jest.advanceTimersByTimeAsync(AGAIN_AFTER_MS - 100);
    runner.poke();
    await settle();
    expect(fired()).toEqual(['a']);
    await jest.advanceTimersByTimeAsync(AGAIN_AFTER_MS);
    expect(fired()).toEqual(['a', 'a']);
    await clear('a');
    await jest.advanceTimersByTimeAsync(10 * AGAIN_AFTER_MS);
    expect(fired()).toEqual(['a', 'a']);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('never fires a timer twice concurrently', async () => {
    const { set, open, handle, fired } = timerBench();
    const { promise: handled, resolve: end } = Promise.withResolvers<void>();
    handle.mockImplementation(() => handled);
    await set('a', NINE);
    const runner = open();
    runner.start();
    runner.poke();
    await settle();
    runner.poke(NINE);
    await jest.advanceTimersByTimeAsync(10 * AGAIN_AFTER_MS);
    expect(fired()).toEqual(['a']);
    end();
    await runner.stop();
  });

  it('fires the timers that fall due while a handler hangs, and stops when that has ended', async () => {
    const { set, clear, open, handle, fired, clockTo } = timerBench();
    const { promise: handled, resolve: end } = Promise.withResolvers<void>();
    handle.mockImplementation(({ subject }) => (subject === 'a' ? handled : clear(subject)));
    await set('a', NINE);
    await set('b', TEN);
    const runner = open();
    runner.start();
    await settle();
    clockTo(TEN);
    await jest.advanceTimersByTimeAsync(10 * AGAIN_AFTER_MS);
    expect(fired()).toEqual(['a', 'b']);
    const stopped = jest.fn();
    const stopping = runner.stop().then(stopped);
    await settle();
    expect(stopped).not.toHaveBeenCalled();
    end();
    await stopping;
    expect(jest.getTimerCount()).toBe(0);
  });

  it('reports a failed handler, fires the other timers, and retries after 5 s', async () => {
    const { set, open, handle, fired, onError, clear } = timerBench();
    const trouble = new Error('no answer');
    handle.mockImplementation(({ subject }) => (subject === 'a' ? Promise.reject(trouble) : clear(subject)));
    await set('a', NINE);
    await set('b', NINE);
    open().start();
    await settle();
    expect(fired()).toEqual(['a', 'b']);
    expect(onError.mock.calls).toEqual([[trouble, timer('a', NINE)]]);
    await jest.advanceTimersByTimeAsync(AGAIN_AFTER_MS);
    expect(fired()).toEqual(['a', 'b', 'a']);
  });

  it('looks again after 5 s if the timers could not be read', async () => {
    const { set, open, due, fired, onError } = timerBench();
    const trouble = new Error('the read models are away');
    due.mockRejectedValueOnce(trouble);
    await set('a', NINE);
    open().start();
    await settle();
    expect(onError.mock.calls).toEqual([[trouble, null]]);
    await jest.advanceTimersByTimeAsync(AGAIN_AFTER_MS);
    expect(fired()).toEqual(['a']);
  });

  it('fires all due timers, even behind many that remain', async () => {
    const { set, open, handle, fired, clear } = timerBench();
    handle.mockImplementation(({ subject }) => (subject.startsWith('stuck') ? Promise.resolve() : clear(subject)));
    for (let n = 0; n < 250; n += 1) await set(`stuck-${n}`, NINE);
    await set('z', NINE);
    open().start();
    await settle();
    expect(new Set(fired()).size).toBe(251);
    expect(fired()).toHaveLength(251);
  });

  it('resolves fireDue only when all due timers are handled, including those of a concurrent round', async () => {
    const { set, open, handle, clear } = timerBench();
    const ends: (() => void)[] = [];
    handle.mockImplementation(async ({ subject }) => {
      await new Promise<void>((end) => ends.push(end));
      await clear(subject);
    });
    await set('a', NINE);
    const runner = open();
    runner.start();
    await settle();
    await set('b', NINE);
    runner.poke(NINE);
    const all = jest.fn();
    const fireDue = runner.fireDue().then(all);
    ends.shift()?.();
    await settle();
    expect(handle).toHaveBeenCalledTimes(2);
    expect(all).not.toHaveBeenCalled();
    ends.shift()?.();
    await fireDue;
  });
});
