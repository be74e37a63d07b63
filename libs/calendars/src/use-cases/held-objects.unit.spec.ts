import type { CollectionChanges } from '@bookonce/kernel/ports/calendar-servers';
import { describe, expect, it } from '@jest/globals';
import { afterChanges, type HeldCollections, HeldObjects } from './held-objects.js';

const changes = (href: string, given: Partial<CollectionChanges> = {}): CollectionChanges => ({
  href,
  isWhole: false,
  objects: [],
  removed: [],
  unreadable: [],
  ...given,
});

const whole = (href: string, ...texts: readonly string[]): CollectionChanges =>
  changes(href, { isWhole: true, objects: texts.map((text) => ({ href: `${href}/${text}`, etag: null, text })) });

const textsOf = (held: HeldCollections | null): unknown =>
  held && [...held].map(([href, { texts, unreadable }]) => [href, [...texts.values()], unreadable]);

describe('the objects of a calendar', () => {
  it('follow the changes of each collection', () => {
    const first = afterChanges(null, [whole('a', 'one', 'two'), whole('b', 'three')], ['a', 'b']);
    const second = afterChanges(
      first,
      [
        changes('a', {
          objects: [{ href: 'a/one', etag: null, text: 'one again' }],
          removed: ['a/two'],
          unreadable: ['a/four'],
        }),
      ],
      ['a', 'b'],
    );
    expect(textsOf(second)).toEqual([
      ['a', ['one again'], 1],
      ['b', ['three'], 0],
    ]);
    expect(textsOf(afterChanges(second, [changes('a', { removed: ['a/four'] })], ['a']))).toEqual([
      ['a', ['one again'], 0],
    ]);
    expect(textsOf(afterChanges(second, [whole('a', 'five')], ['a']))).toEqual([['a', ['five'], 0]]);
  });

  it('are unknown if changes refer to objects that are not held', () => {
    expect(afterChanges(null, [changes('a')], ['a'])).toBeNull();
    expect(afterChanges(null, [whole('a', 'one')], ['a', 'b'])).toBeNull();
  });
});

describe('held objects', () => {
  const collections = (text: string) => afterChanges(null, [whole('a', text)], ['a']) ?? new Map();

  it('go with the memo that they were read at', () => {
    const held = new HeldObjects();
    held.keep('cal_1', { token: 1 }, collections('one'));
    expect(textsOf(held.at('cal_1', { token: 1 }))).toEqual([['a', ['one'], 0]]);
    expect(held.at('cal_1', { token: 2 })).toBeNull();
    held.forget('cal_1');
    expect(held.at('cal_1', { token: 1 })).toBeNull();
  });

  it('are dropped for later ones when they take too much', () => {
    const held = new HeldObjects(250);
    for (const id of ['cal_1', 'cal_2', 'cal_3']) held.keep(id, null, collections(id.repeat(10)));
    expect(['cal_1', 'cal_2', 'cal_3'].map((id) => held.at(id, null) !== null)).toEqual([false, true, true]);
    held.keep('cal_4', null, collections('x'.repeat(1_000)));
    expect(['cal_2', 'cal_3', 'cal_4'].map((id) => held.at(id, null) !== null)).toEqual([false, false, false]);
  });
});
