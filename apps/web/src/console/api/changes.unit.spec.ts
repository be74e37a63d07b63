import { describe, expect, it } from '@jest/globals';
import { mergeItems } from './changes.js';

const item = (id: string, status = 'active') => ({ id, status });

describe('merging changed items into a list', () => {
  it('replaces changed items in place and puts new ones first', () => {
    const known = [item('b'), item('a')];
    expect(mergeItems(known, [item('a', 'consumed'), item('c')])).toEqual([
      item('c'),
      item('b'),
      item('a', 'consumed'),
    ]);
    expect(known).toEqual([item('b'), item('a')]);
  });

  it('removes duplicates', () => {
    expect(mergeItems([item('a')], [item('a'), item('a', 'revoked')])).toEqual([item('a', 'revoked')]);
    expect(mergeItems([], [item('a'), item('a')])).toEqual([item('a')]);
  });
});
