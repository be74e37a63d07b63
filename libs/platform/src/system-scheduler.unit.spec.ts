import { schedulerContract } from '@bookonce/testing/contracts/scheduler.contract';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { systemScheduler } from './system-scheduler.js';

describe('the system scheduler on fake timers', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  schedulerContract(
    () => ({
      scheduler: systemScheduler,
      pass: async (ms) => {
        await jest.advanceTimersByTimeAsync(ms);
      },
    }),
    1,
  );

  it('waits longer than a single Node timer can', async () => {
    const days = 24 * 60 * 60 * 1_000;
    const expired = jest.fn();
    systemScheduler.deadline(30 * days, expired);
    await jest.advanceTimersByTimeAsync(29 * days);
    expect(expired).not.toHaveBeenCalled();
    await jest.advanceTimersByTimeAsync(days);
    expect(expired).toHaveBeenCalledTimes(1);
  });

  it('leaves no timer behind a wait that was aborted', async () => {
    const controller = new AbortController();
    const waiting = systemScheduler.wait(60_000, controller.signal);
    controller.abort();
    await waiting;
    expect(jest.getTimerCount()).toBe(0);
  });
});

describe('the system scheduler on real timers', () => {
  it('is never early', async () => {
    for (const ms of [0.4, 1, 2.7, 5]) {
      const startedAt = performance.now();
      await systemScheduler.wait(ms);
      expect(performance.now() - startedAt).toBeGreaterThanOrEqual(ms);
    }
  });
});
