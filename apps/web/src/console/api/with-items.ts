/** A list, newest first, with what has changed in it in its place, and what is new before all of it. */
export const withItems = <Item extends { readonly id: string }>(
  known: readonly Item[],
  changed: readonly Item[],
): readonly Item[] => {
  const fresh = new Map(changed.map((item) => [item.id, item]));
  const kept = known.map((item) => fresh.get(item.id) ?? item);
  for (const { id } of known) fresh.delete(id);
  return [...fresh.values(), ...kept];
};
