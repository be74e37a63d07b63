import { describe, expect, it } from '@jest/globals';
import { logPosition, positionText } from './position.js';

const at = (commit: bigint, prepare = commit) => positionText({ commit, prepare });

describe('a position', () => {
  it('sorts as text in log order, and parses back', () => {
    const inOrder = [at(0n), at(9n, 0n), at(9n), at(10n, 9n), at(10n), at(1_000n), at(2n ** 63n - 1n)];
    expect([...inOrder].reverse().sort()).toEqual(inOrder);
    for (const text of inOrder) expect(positionText(logPosition(text))).toBe(text);
  });

  it('of another store is rejected', () => {
    for (const text of ['', '0000000000000001', '17-3']) expect(() => logPosition(text)).toThrow('no position');
  });
});
