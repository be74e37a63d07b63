import { beforeEach, describe, expect, it } from '@jest/globals';
import type { RunningTransaction } from './history-reader.js';
import { LongTransactions } from './long-transactions.js';

describe('a transaction that runs for long', () => {
  let nowMs: number;
  let oldest: RunningTransaction | null;
  let warnings: string[];
  let long: LongTransactions;

  beforeEach(() => {
    nowMs = 0;
    oldest = { id: '7', description: 'that of process 42' };
    warnings = [];
    const reader = { oldestTransaction: async () => oldest };
    long = new LongTransactions(
      reader,
      (text) => warnings.push(text),
      () => nowMs,
    );
  });

  const lookAt = async (ms: number): Promise<void> => {
    nowMs = ms;
    await long.look();
  };

  it('is measured, and warned of after 10 s and then once a minute', async () => {
    for (let second = 0; second < 80; second += 5) await lookAt(second * 1_000);
    expect(long.seconds).toBe(75);
    expect(warnings).toHaveLength(2);
    expect(warnings[0]).toBe(
      'new events wait for a transaction that has been open for 10 s: that of process 42. End it.',
    );
  });

  it('starts anew with another transaction, and is over when none runs', async () => {
    await lookAt(0);
    oldest = { id: '8', description: 'another' };
    await lookAt(9_000);
    await lookAt(12_000);
    expect([long.seconds, warnings]).toEqual([3, []]);
    oldest = null;
    await lookAt(13_000);
    expect(long.seconds).toBe(0);
  });
});
