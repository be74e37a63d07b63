import { describe, expect, it } from '@jest/globals';
import { DocumentCache } from './document-cache.js';

describe('a document cache', () => {
  it('tells documents of different collections with the same id apart', () => {
    const cache = new DocumentCache<number>(10);
    cache.set('one', 'a', 1);
    cache.set('two', 'a', 2);
    cache.delete('one', 'a');
    expect([cache.get('one', 'a'), cache.get('two', 'a')]).toEqual([undefined, 2]);
    cache.clear();
    expect(cache.get('two', 'a')).toBeUndefined();
  });

  it('keeps what was used last, over all collections together', () => {
    const cache = new DocumentCache<number>(4);
    cache.set('one', 'a', 1);
    for (let id = 0; id < 100; id += 1) {
      cache.set('two', `${id}`, id);
      cache.get('one', 'a');
    }
    expect(cache.get('one', 'a')).toBe(1);
    const kept = Array.from({ length: 100 }, (_, id) => cache.get('two', `${id}`)).filter((one) => one !== undefined);
    expect(kept.length).toBeLessThanOrEqual(4);
    expect(kept).toContain(99);
  });
});
