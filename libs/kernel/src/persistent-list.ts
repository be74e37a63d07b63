/**
 * A list that is never changed: each append returns a new one, which shares all but its last few items with the one
 * before. So a fold over any number of events is linear, and earlier states stay as they were. Plain JSON, so that a
 * snapshot can hold it.
 *
 * The first level holds the last items; a level that is full becomes one item of the next level.
 */
export type PersistentList<Item> = readonly (readonly Nested<Item>[])[];
/** An item, or (above the first level) a full level below. */
type Nested<Item> = Item | readonly Nested<Item>[];

const FULL = 32;

export const emptyList: PersistentList<never> = [];

export const appended = <Item>(list: PersistentList<Item>, item: Item): PersistentList<Item> => push(list, item);

/** Returns the items in the order in which they were appended. */
export const itemsOf = <Item>(list: PersistentList<Item>): readonly Item[] => {
  const levels: readonly (readonly unknown[])[] = list;
  const items: readonly unknown[] = levels
    .map((level, depth): unknown[] => level.flat(depth))
    .toReversed()
    .flat();
  return items as readonly Item[];
};

export const listOf = <Item>(items: readonly Item[]): PersistentList<Item> =>
  items.reduce<PersistentList<Item>>(appended, emptyList);

const push = <Item>(levels: PersistentList<Item>, last: Nested<Item>): PersistentList<Item> => {
  const [lowest = [], ...higher] = levels;
  const level = [...lowest, last];
  return level.length < FULL ? [level, ...higher] : [[], ...push(higher, level)];
};
