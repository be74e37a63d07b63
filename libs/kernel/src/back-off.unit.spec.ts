import { memoryPorts } from '@bookonce/testing/memory-ports';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { backoffMs, retryUntilAborted, retryWithBackoff } from './back-off.js';

const policy = { firstMs: 100, longestMs: 1_000 };
const { scheduler } = memoryPorts('2026-03-02T09:00:00.000Z');
const lost = new Error('connection lost');

describe('the back-off', () => {
  it('doubles up to its longest pause', () => {
    expect([1, 2, 3, 4, 5, 6, 2_000].map((failures) => backoffMs(policy, failures))).toEqual([
      100, 200, 400, 800, 1_000, 1_000, 1_000,
    ]);
  });
});

describe('retryWithBackoff', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  /** An attempt that fails this many times. */
  const setUp = (failures: number) => {
    const attempt = jest.fn(() => Promise.resolve('done'));
    for (let count = 0; count < failures; count += 1) attempt.mockRejectedValueOnce(lost);
    const pauses: number[] = [];
    const controller = new AbortController();
    const options = {
      attempt,
      policy,
      scheduler,
      signal: controller.signal,
      onFailure: (_error: unknown, retryInMs: number) => void pauses.push(retryInMs),
    };
    return { attempt, pauses, controller, options };
  };

  it('returns the value of the first attempt that succeeds', async () => {
    const { pauses, options } = setUp(3);
    const value = retryWithBackoff(options);
    await jest.advanceTimersByTimeAsync(100 + 200 + 400);
    expect(await value).toBe('done');
    expect(pauses).toEqual([100, 200, 400]);
  });

  it('does not attempt again before the pause is over', async () => {
    const { attempt, options } = setUp(1);
    const value = retryWithBackoff(options);
    await jest.advanceTimersByTimeAsync(99);
    expect(attempt).toHaveBeenCalledTimes(1);
    await jest.advanceTimersByTimeAsync(1);
    await value;
    expect(attempt).toHaveBeenCalledTimes(2);
  });

  it('starts with a short pause again after progress', async () => {
    const { pauses, options } = setUp(4);
    const value = retryWithBackoff({ ...options, hasProgressed: () => pauses.length === 2 });
    await jest.advanceTimersByTimeAsync(100 + 200 + 100 + 200);
    await value;
    expect(pauses).toEqual([100, 200, 100, 200]);
  });

  it('counts failed attempts in a row', async () => {
    const counts: number[] = [];
    const { options } = setUp(3);
    const onFailure = (_error: unknown, _retryInMs: number, failures: number) => void counts.push(failures);
    const value = retryWithBackoff({ ...options, onFailure });
    await jest.advanceTimersByTimeAsync(10_000);
    await value;
    expect(counts).toEqual([1, 2, 3]);
  });

  it('ends its pause at once when it is aborted, and rejects with the reason', async () => {
    const { attempt, controller, options } = setUp(1);
    const value = retryWithBackoff(options);
    await jest.advanceTimersByTimeAsync(50);
    const reason = new Error('the process stops');
    controller.abort(reason);
    await expect(value).rejects.toBe(reason);
    expect(attempt).toHaveBeenCalledTimes(1);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('resolves once it is aborted, if that is how the work ends', async () => {
    const { attempt, controller, options } = setUp(1);
    const work = retryUntilAborted({ ...options, attempt: async () => void (await attempt()) });
    await jest.advanceTimersByTimeAsync(50);
    controller.abort();
    await work;
    expect(attempt).toHaveBeenCalledTimes(1);
  });

  it('attempts nothing if it is aborted before the start', async () => {
    const { attempt, controller, options } = setUp(0);
    controller.abort(lost);
    await expect(retryWithBackoff(options)).rejects.toBe(lost);
    expect(attempt).not.toHaveBeenCalled();
  });
});
