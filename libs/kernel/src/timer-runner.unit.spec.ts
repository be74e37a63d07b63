import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AGAIN_AFTER_MS, ELEVEN, NINE, settle, TEN, timerBench } from './fixtures/timer-bench.js';

describe('TimerRunner', () => {
  // Promises go on as ever: only waiting is faked.
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  it('fires a timer when the clock has come to it, and then the next one', async () => {
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

  it('fires what became due while it did not run, and again in another life', async () => {
    const { set, open, handle, fired, clockTo } = timerBench();
    // Nothing became history: the process was lost before the effect was stored.
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

  it('fires one that was set anew for another time, although it has just fired', async () => {
    const { set, open, handle, fired, clockTo } = timerBench();
    handle.mockImplementation(() => set('a', TEN));
    await set('a', NINE);
    open().start();
    await settle();
    clockTo(TEN);
    await settle();
    expect(fired()).toEqual(['a', 'a']);
  });

  it('learns by a poke of one that is due before the one it waits for, and looks for no later one', async () => {
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

  it('learns by a poke of the first one of all', async () => {
    const { set, open, fired } = timerBench();
    const runner = open();
    runner.start();
    await settle();
    await set('a', NINE);
    runner.poke(NINE);
    await settle();
    expect(fired()).toEqual(['a']);
  });

  it('stops when nothing is in hand any more, and fires nothing afterwards', async () => {
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
