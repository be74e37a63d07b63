import { describe, expect, it } from '@jest/globals';
import { changedFields } from './changed-fields.js';

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
