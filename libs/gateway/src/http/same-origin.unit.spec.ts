import { describe, expect, it } from '@jest/globals';
import { mayChange } from './same-origin.js';

const BASE = 'https://book.example/sub';

describe('a request with a cookie', () => {
  it.each([
    ['same-origin', undefined, true],
    ['same-origin', 'https://evil.example', true],
    ['same-site', 'https://book.example', false],
    ['cross-site', 'https://book.example', false],
    ['none', undefined, false],
    [undefined, 'https://book.example', true],
    [undefined, 'https://evil.example', false],
    [undefined, 'http://book.example', false],
    [undefined, 'null', false],
    [undefined, undefined, false],
  ])('from %s, origin %s, may change something: %s', (secFetchSite, origin, expected) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE'] as const) {
      expect(mayChange(method, { secFetchSite, origin }, BASE)).toBe(expected);
    }
  });

  it('may look wherever it comes from', () => {
    expect(mayChange('GET', { secFetchSite: 'cross-site', origin: undefined }, BASE)).toBe(true);
  });
});
