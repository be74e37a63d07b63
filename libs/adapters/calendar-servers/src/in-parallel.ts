/** Calls `work` for each item, at most `limit` at a time. Results are in the order of the items. */
export const inParallel = async <Item, Done>(
  items: readonly Item[],
  limit: number,
  work: (item: Item) => Promise<Done>,
): Promise<readonly Done[]> => {
  const waiting = [...items.entries()];
  const done: Done[] = [];
  const worker = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) done[next[0]] = await work(next[1]);
  };
  await Promise.all(Array.from({ length: limit }, worker));
  return done;
};
