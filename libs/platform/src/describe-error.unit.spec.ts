import { describe, expect, it } from '@jest/globals';
import { describeError, printedError } from './describe-error.js';

const failing = (): Error => {
  const inner = Object.assign(new TypeError('inner'), { code: 'E_INNER' });
  return new Error('outer', { cause: inner });
};

describe('a described error', () => {
  it('names functions and modules, and no file', () => {
    const described = describeError(failing());
    expect(described).toMatchObject({ message: 'outer', cause: { message: 'inner', code: 'E_INNER' } });
    expect(described.frames[0]).toMatch(/^failing \(describe-error\.unit\.spec:\d+\)$/);
    expect(JSON.stringify(described)).not.toContain('/');
  });

  it('reads every form of a frame', () => {
    const error = new Error('x');
    error.stack = `Error: x
    at async Type.method (file:///srv/app/libs/x/dist/module.js:12:3)
    at /srv/app/other.mjs:7:1
    at new Thing (node:internal/thing:4:5)
    at Array.map (<anonymous>)
    at async Promise.all (index 0)`;
    expect(describeError(error).frames).toEqual([
      'Type.method (module:12)',
      'other:7',
      'new Thing (thing:4)',
      'Array.map (native)',
      'Promise.all (native)',
    ]);
  });

  it('ends where causes go in circles', () => {
    const error = new Error('round');
    error.cause = error;
    expect(JSON.stringify(describeError(error)).match(/round/g)).toHaveLength(5);
  });

  it('is printed without paths', () => {
    expect(printedError(new Error("open '/proc/self/maps'"))).toMatch(/^Error: open 'maps'\n {4}at \S/);
    expect(printedError('text')).toBe('string: text');
  });
});
