import { describe, expect, it } from '@jest/globals';
import { StreamNames } from './stream-names.js';

const SYSTEM = ['$settings', '$$link-a', '$ce-link'];

describe.each([
  [null, 'link-a', 'other.link-a'],
  ['demo', 'demo.link-a', 'link-a'],
])('in the namespace %s', (namespace, onServer, foreign) => {
  const names = new StreamNames(namespace);
  const service = names.service('checkpoint', 'publisher');

  it('maps stream names back, and rejects others', () => {
    expect(names.onServer('link-a')).toBe(onServer);
    expect(names.inProduct(onServer)).toBe('link-a');
    for (const name of [...SYSTEM, service, 'nothing', '-nameless']) expect(names.inProduct(name)).toBeNull();
    if (namespace !== null) expect(names.inProduct(foreign)).toBeNull();
  });

  it('filters history, by category or as a whole', () => {
    const all = names.filter(undefined);
    const passes = (name: string): boolean => 'regex' in all && new RegExp(all.regex).test(name);
    expect(passes(onServer)).toBe(true);
    for (const name of [...SYSTEM, service]) expect(passes(name)).toBe(false);
    if (namespace !== null) {
      expect(passes(foreign)).toBe(false);
      expect(passes('demoXlink-a')).toBe(false);
    }
    expect(names.filter(['link', 'booking'])).toEqual({
      prefixes: [`${namespace === null ? '' : 'demo.'}link-`, `${namespace === null ? '' : 'demo.'}booking-`],
    });
    const none = names.filter([]);
    expect('regex' in none && new RegExp(none.regex).test(onServer)).toBe(false);
  });
});
