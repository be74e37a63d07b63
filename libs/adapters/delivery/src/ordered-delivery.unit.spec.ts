import { InvalidMessageError } from '@bookonce/contracts/parse-message';
import { ReadModelsUnavailableError } from '@bookonce/kernel/ports/read-models';
import { beforeEach, describe, expect, it } from '@jest/globals';
import { OrderedDelivery } from './ordered-delivery.js';

const MINUTE_MS = 60_000;

describe('an event that cannot be handled', () => {
  let nowMs: number;
  let tries: number[];
  let buried: { readonly atMs: number; readonly error: unknown }[];
  let delivery: OrderedDelivery<string>;

  beforeEach(() => {
    nowMs = 0;
    tries = [];
    buried = [];
    delivery = new OrderedDelivery<string>({
      scheduler: {
        now: () => nowMs,
        wait: async (ms) => void (nowMs += ms),
      },
      onRetry: () => tries.push(nowMs),
      bury: async (_item, error) => void buried.push({ atMs: nowMs, error }),
    });
  });

  it('is retried for 10 minutes with growing pauses, then buried', async () => {
    await delivery.deliver('a', 'item', () => Promise.reject(new Error('the view lacks it')));
    expect(buried).toHaveLength(1);
    expect(buried[0]?.atMs).toBeGreaterThanOrEqual(10 * MINUTE_MS);
    expect(buried[0]?.atMs).toBeLessThan(11 * MINUTE_MS);
    // An operator can read the log.
    expect(tries.length).toBeLessThan(60);
  });

  it('is handled when what it missed comes back in the tenth minute', async () => {
    const handle = (): Promise<void> =>
      nowMs < 9.5 * MINUTE_MS ? Promise.reject(new Error('the view lacks it')) : Promise.resolve();
    await delivery.deliver('a', 'item', handle);
    expect(buried).toEqual([]);
  });

  it('waits for a lost view for as long as it takes, and is handled within a second of its return', async () => {
    const handle = (): Promise<void> =>
      nowMs < 60 * MINUTE_MS ? Promise.reject(new ReadModelsUnavailableError('being filled')) : Promise.resolve();
    await delivery.deliver('a', 'item', handle);
    expect(buried).toEqual([]);
    expect(nowMs).toBeLessThanOrEqual(60 * MINUTE_MS + 1_000);
  });

  it('is buried after five tries if it is unreadable, as it never changes', async () => {
    await delivery.deliver('a', 'item', () => Promise.reject(new InvalidMessageError('no JSON')));
    expect(tries).toHaveLength(5);
    expect(buried[0]?.atMs).toBeLessThan(1_000);
  });
});
