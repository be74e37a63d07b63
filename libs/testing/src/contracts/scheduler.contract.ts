import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { describe, expect, it } from '@jest/globals';

export interface TestedScheduler {
  readonly scheduler: Scheduler;
  /** Lets this much time pass, and everything happen that is due by then. */
  readonly pass: (ms: number) => Promise<void>;
}

/** The promises of every Scheduler. `lateMs` is how late a call may come. */
export const schedulerContract = (open: () => TestedScheduler, lateMs: number): void => {
  describe('Scheduler', () => {
    /** Records when each call came, in ms since the start. */
    const setUp = () => {
      const { scheduler, pass } = open();
      const calls: number[] = [];
      const startedAt = scheduler.now();
      const record = (): void => void calls.push(scheduler.now() - startedAt);
      return { scheduler, pass, calls, record };
    };

    it('calls a deadline once, and never early', async () => {
      const { scheduler, pass, calls, record } = setUp();
      scheduler.deadline(1_000, record);
      await pass(900);
      expect(calls).toEqual([]);
      await pass(10_000);
      expect(calls).toHaveLength(1);
      expect(calls[0]).toBeGreaterThanOrEqual(1_000);
      expect(calls[0]).toBeLessThanOrEqual(1_000 + lateMs);
    });

    it('calls deadlines in the order in which they are due', async () => {
      const { scheduler, pass } = setUp();
      const order: string[] = [];
      scheduler.deadline(3_000, () => order.push('third'));
      scheduler.deadline(1_000, () => order.push('first'));
      scheduler.deadline(2_000, () => order.push('second'));
      await pass(10_000);
      expect(order).toEqual(['first', 'second', 'third']);
    });

    it('never calls a cancelled deadline, even if it is cancelled twice', async () => {
      const { scheduler, pass, calls, record } = setUp();
      const cancel = scheduler.deadline(1_000, record);
      cancel();
      cancel();
      await pass(10_000);
      expect(calls).toEqual([]);
    });

    it('does not call a deadline before the caller has returned, even without a delay', async () => {
      const { scheduler, pass, calls, record } = setUp();
      scheduler.deadline(0, record);
      expect(calls).toEqual([]);
      await pass(100);
      expect(calls).toHaveLength(1);
    });

    it('waits for the given time', async () => {
      const { scheduler, pass, calls, record } = setUp();
      void scheduler.wait(1_000).then(record);
      await pass(900);
      expect(calls).toEqual([]);
      await pass(1_000);
      expect(calls).toHaveLength(1);
      expect(calls[0]).toBeGreaterThanOrEqual(1_000);
    });

    it('ends a wait as soon as its signal is aborted', async () => {
      const { scheduler, pass, calls, record } = setUp();
      const controller = new AbortController();
      void scheduler.wait(60_000, controller.signal).then(record);
      await pass(1_000);
      expect(calls).toEqual([]);
      controller.abort();
      await pass(10);
      expect(calls).toHaveLength(1);
    });

    it('does not wait at all if the signal is already aborted', async () => {
      const { scheduler } = setUp();
      await scheduler.wait(60_000, AbortSignal.abort());
    });

    it('repeats until it is cancelled', async () => {
      const { scheduler, pass, calls, record } = setUp();
      const cancel = scheduler.repeat(1_000, record);
      await pass(3_500);
      cancel();
      await pass(10_000);
      expect(calls).toHaveLength(3);
      expect(calls[0]).toBeGreaterThanOrEqual(1_000);
    });

    it('can be cancelled from within a repeated call', async () => {
      const { scheduler, pass, calls, record } = setUp();
      const cancel = scheduler.repeat(1_000, () => {
        record();
        cancel();
      });
      await pass(10_000);
      expect(calls).toHaveLength(1);
    });

    it('never goes back', async () => {
      const { scheduler, pass } = setUp();
      const before = scheduler.now();
      await pass(1_000);
      expect(scheduler.now() - before).toBeGreaterThanOrEqual(1_000);
    });
  });
};
