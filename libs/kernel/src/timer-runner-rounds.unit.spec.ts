import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { AGAIN_AFTER_MS, NINE, settle, timer, timerBench } from './fixtures/timer-bench.js';

describe('a round of the TimerRunner', () => {
  // Promises go on as ever: only waiting is faked.
  beforeEach(() => void jest.useFakeTimers({ doNotFake: ['queueMicrotask', 'nextTick', 'setImmediate'] }));
  afterEach(() => void jest.useRealTimers());

  it('fires one that is still there again after 5 s, and not sooner when poked, until it is gone', async () => {
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

  it('never fires one twice at once, however often it is poked and however long it takes', async () => {
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

  it('tells of a handler that throws, fires the others, and tries it again after 5 s', async () => {
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

  it('looks again after 5 s when the timers could not be read', async () => {
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

  it('fires however many are due, also behind ones that never go', async () => {
    const { set, open, handle, fired, clear } = timerBench();
    handle.mockImplementation(({ subject }) => (subject.startsWith('stuck') ? Promise.resolve() : clear(subject)));
    for (let n = 0; n < 250; n += 1) await set(`stuck-${n}`, NINE);
    await set('z', NINE);
    open().start();
    await settle();
    expect(new Set(fired()).size).toBe(251);
    expect(fired()).toHaveLength(251);
  });

  it('says that all due are handled only when they are, also those of a round in between', async () => {
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
