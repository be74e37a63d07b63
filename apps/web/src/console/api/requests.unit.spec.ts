import { describe, expect, it } from '@jest/globals';
import { allPages, changedFields } from './requests.js';

describe('all pages of a list', () => {
  it('are asked for one after the other, until there is no cursor', async () => {
    const asked: unknown[] = [];
    const pages = [
      { items: [1, 2], nextCursor: 'b' },
      { items: [3], nextCursor: 'c' },
      { items: [], nextCursor: null },
    ];
    const items = await allPages((query) => {
      asked.push(query);
      return Promise.resolve(pages[asked.length - 1] ?? { items: [], nextCursor: null });
    });
    expect(items).toEqual([1, 2, 3]);
    expect(asked).toEqual([{ limit: 200 }, { limit: 200, cursor: 'b' }, { limit: 200, cursor: 'c' }]);
  });
});

describe('what a save says', () => {
  it.each([
    [{ name: 'A', days: 3 }, { name: 'B', days: 3 }, { name: 'B' }],
    [{ hosts: ['a'] }, { hosts: ['a', 'b'] }, { hosts: ['a', 'b'] }],
    [{ place: { type: 'video' } }, { place: null }, { place: null }],
    [{ place: null }, { place: { type: 'video' } }, { place: { type: 'video' } }],
    [{ name: 'A', hosts: ['a'], place: null }, { name: 'A', hosts: ['a'], place: null }, {}],
  ])('is what differs: %j, now %j', (before, after, said) => {
    expect(changedFields<object>(before, after)).toEqual(said);
  });
});
