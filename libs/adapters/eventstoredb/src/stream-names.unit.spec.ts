import { describe, expect, it } from '@jest/globals';
import { StreamNames } from './stream-names.js';

const SYSTEM = ['$settings', '$$link-a', '$ce-link'];

describe.each([
  [null, 'link-a', 'other.link-a'],
  ['demo', 'demo.link-a', 'link-a'],
])('in the namespace %s', (namespace, onServer, foreign) => {
  const names = new StreamNames(namespace, ['link', 'booking']);
  const service = names.service('checkpoint', 'publisher');

  it('maps stream names back, and rejects others', () => {
    expect(names.onServer('link-a')).toBe(onServer);
    expect(names.inProduct(onServer)).toBe('link-a');
    for (const name of [...SYSTEM, service, 'links', 'order-1', '-nameless']) expect(names.inProduct(name)).toBeNull();
    if (namespace !== null) expect(names.inProduct(foreign)).toBeNull();
  });

  it('filters history by its categories, or by some of them', () => {
    const prefix = namespace === null ? '' : 'demo.';
    expect(names.filter(undefined)).toEqual({ prefixes: [`${prefix}link-`, `${prefix}booking-`] });
    expect(names.filter(['link'])).toEqual({ prefixes: [`${prefix}link-`] });
    const none = names.filter([]);
    expect('regex' in none && new RegExp(none.regex).test(onServer)).toBe(false);
  });
});
