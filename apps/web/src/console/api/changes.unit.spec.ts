import { describe, expect, it } from '@jest/globals';
import { withItems } from './changes.js';

const item = (id: string, status = 'active') => ({ id, status });

describe('a list that is kept up to date', () => {
  it('has what changed in its place, and what is new before all of it', () => {
    const known = [item('b'), item('a')];
    expect(withItems(known, [item('a', 'consumed'), item('c')])).toEqual([item('c'), item('b'), item('a', 'consumed')]);
    expect(known).toEqual([item('b'), item('a')]);
  });

  it('has nothing twice', () => {
    expect(withItems([item('a')], [item('a'), item('a', 'revoked')])).toEqual([item('a', 'revoked')]);
    expect(withItems([], [item('a'), item('a')])).toEqual([item('a')]);
  });
});
