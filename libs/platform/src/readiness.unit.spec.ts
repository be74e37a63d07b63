import { describe, expect, it } from '@jest/globals';
import { awayOf, checkParts } from './readiness.js';
import { systemScheduler } from './system-scheduler.js';

describe('the readiness check', () => {
  it('names the parts that are unavailable, fail or hang, within a second', async () => {
    const began = performance.now();
    const parts = await checkParts(systemScheduler, {
      store: () => new Promise<boolean>(() => undefined),
      bus: () => Promise.reject(new Error('gone')),
      mail: () => false,
      Redis: () => Promise.resolve({ 'view links@1': false, 'view hosts@1': true }),
      clock: () => true,
    });
    expect(performance.now() - began).toBeLessThan(1_000);
    expect(awayOf(parts)).toEqual(['store', 'bus', 'mail', 'view links@1']);
    expect(parts['Redis']).toBe(true);
  });

  it('waits for no time limit if all parts answer', async () => {
    const began = performance.now();
    expect(awayOf(await checkParts(systemScheduler, { store: () => Promise.resolve(true) }))).toEqual([]);
    expect(performance.now() - began).toBeLessThan(500);
  });
});
