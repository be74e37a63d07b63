import { describe, expect, it } from '@jest/globals';
import { bodyLimitsOf, isTooComplex } from './body-limits.js';

const isRefused = (text: string, members: number, depth: number): boolean =>
  isTooComplex(Buffer.from(text), { members, depth });

describe('the limits of a request body', () => {
  it('are small without an API key or a session, and grow with what an operation takes', () => {
    expect(bodyLimitsOf({ access: 'public', bodyLimit: 4_000_000 }).bytes).toBe(32 * 1024);
    expect(bodyLimitsOf({ access: 'workspace' }).bytes).toBe(256 * 1024);
    expect(bodyLimitsOf({ access: 'workspace', bodyLimit: 4_000_000 }).bytes).toBe(4_000_000);
  });

  it.each([
    ['{"a":{"b":[1,2]}}', 4],
    ['[1,2,3,4]', 4],
    ['[[],[],[]]', 6],
    ['"a,b,[c,{"', 0],
    ['{"a\\\\":1,"\\",\\"":[2]}', 3],
  ])('count the members of %s', (text, members) => {
    expect(isRefused(text, members, 9)).toBe(false);
    expect(isRefused(text, members - 1, 9)).toBe(true);
  });

  it('count how deep values are nested, however many there are', () => {
    expect(isRefused('[{"a":[]},{"b":[]}]', 100, 3)).toBe(false);
    expect(isRefused('[{"a":[[]]}]', 100, 3)).toBe(true);
  });

  it('read a hostile text no further than they go', () => {
    const reads: number[] = [];
    const watched = new Proxy(Buffer.from('['.repeat(100_000)), {
      get: (text, key) => {
        if (typeof key === 'string' && /^\d+$/.test(key)) reads.push(Number(key));
        return Reflect.get(text, key, text) as unknown;
      },
    });
    expect(isTooComplex(watched, { members: 1_000, depth: 10 })).toBe(true);
    expect(reads.length).toBe(11);
  });
});
