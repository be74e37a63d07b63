import { describe, expect, it } from '@jest/globals';
import { loadAllPages, changedFields } from './requests.js';

describe('loading a list', () => {
  it('follows the cursor until the last page', async () => {
    const asked: unknown[] = [];
    const pages = [
      { items: [1, 2], nextCursor: 'b' },
      { items: [3], nextCursor: 'c' },
      { items: [], nextCursor: null },
    ];
    const parts: unknown[] = [];
    const items = await loadAllPages(
      (query) => {
        asked.push(query);
        return Promise.resolve(pages[asked.length - 1] ?? { items: [], nextCursor: null });
      },
      (part) => parts.push(part),
    );
    // Each page but the last one, with those before it.
    expect(parts).toEqual([
      [1, 2],
      [1, 2, 3],
    ]);
    expect(items).toEqual([1, 2, 3]);
    expect(asked).toEqual([{ limit: 200 }, { limit: 200, cursor: 'b' }, { limit: 200, cursor: 'c' }]);
  });
});

describe('changed fields', () => {
  it.each([
    [{ name: 'A', days: 3 }, { name: 'B', days: 3 }, { name: 'B' }],
    [{ hosts: ['a'] }, { hosts: ['a', 'b'] }, { hosts: ['a', 'b'] }],
    [{ place: { type: 'video' } }, { place: null }, { place: null }],
    [{ place: null }, { place: { type: 'video' } }, { place: { type: 'video' } }],
    [{ name: 'A', hosts: ['a'], place: null }, { name: 'A', hosts: ['a'], place: null }, {}],
  ])('contain only the difference: %j to %j', (before, after, said) => {
    expect(changedFields<object>(before, after)).toEqual(said);
  });
});
