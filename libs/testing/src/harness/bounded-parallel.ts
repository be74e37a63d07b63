/** Runs `work` on all items, at most `width` at a time. Returns the results in the order of the items. */
export const boundedParallel = async <Item, Result>(
  items: readonly Item[],
  width: number,
  work: (item: Item, index: number) => Promise<Result>,
): Promise<readonly Result[]> => {
  const results = new Map<number, Result>();
  const pending = items.entries();
  const lane = async (): Promise<void> => {
    for (const [index, item] of pending) results.set(index, await work(item, index));
  };
  await Promise.all(Array.from({ length: Math.min(width, items.length) }, lane));
  return items.map((_, index) => results.get(index) as Result);
};
