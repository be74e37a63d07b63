import { describe, expect, it } from '@jest/globals';
import { SharedThread, type Step } from './shared-thread.js';

/** Time that passes only with the steps of the work. */
const stepped = () => {
  let now = 0;
  const log: string[] = [];
  const scheduler = {
    now: () => now,
    wait: async () => {
      log.push('pause');
      await Promise.resolve();
    },
  };
  const work = (name: string, steps: number, msEach: number): Step => {
    let left = steps;
    return () => {
      now += msEach;
      left -= 1;
      log.push(name);
      return left === 0;
    };
  };
  return { thread: new SharedThread(scheduler), work, log };
};

describe('the shared thread', () => {
  it('pauses for the rest of the process every few milliseconds', async () => {
    const { thread, work, log } = stepped();
    await thread.run(work('a', 6, 2));
    expect(log.join(' ')).toBe('a a a pause a a a pause');
  });

  it('does not pause for work that is over at once', async () => {
    const { thread, work, log } = stepped();
    await thread.run(work('a', 2, 2));
    expect(log).toEqual(['a', 'a']);
  });

  it('lets computations take turns, so that a short one is soon over', async () => {
    const { thread, work, log } = stepped();
    const long = thread.run(work('long', 100, 1));
    await thread.run(work('short', 2, 1));
    expect(log.slice(5, 10)).toEqual(['pause', 'long', 'short', 'long', 'short']);
    await long;
    expect(log.filter((entry) => entry === 'long')).toHaveLength(100);
  });

  it('rejects with what the work throws, and goes on with the rest', async () => {
    const { thread, work } = stepped();
    const broken = (): boolean => {
      throw new Error('broken');
    };
    const [failed, other] = await Promise.allSettled([thread.run(broken), thread.run(work('a', 3, 3))]);
    expect([failed.status, other.status]).toEqual(['rejected', 'fulfilled']);
    await expect(thread.run(work('b', 1, 1))).resolves.toBeUndefined();
  });
});
