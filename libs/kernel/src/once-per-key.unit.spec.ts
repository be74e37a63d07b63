import { describe, expect, it } from '@jest/globals';
import { oncePerKey } from './once-per-key.js';

describe('a report once per key', () => {
  it('is made for the first call of each key', () => {
    const reported: unknown[] = [];
    const report = oncePerKey((key: string, bytes: number) => void reported.push([key, bytes]));
    for (const [key, bytes] of [['a', 1] as const, ['a', 2] as const, ['b', 3] as const]) report(key, bytes);
    expect(reported).toEqual([
      ['a', 1],
      ['b', 3],
    ]);
  });
});
