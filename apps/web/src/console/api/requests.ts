interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** The largest page that the service returns. */
export const PAGE_SIZE = 200;

/** Loads every item of a list, page after page. `onPart` gets what is there so far, while more is to come. */
export const loadAllPages = async <Item>(
  load: (query: { readonly limit: number; readonly cursor?: string }) => Promise<Page<Item>>,
  onPart: (itemsSoFar: readonly Item[]) => void = () => undefined,
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await load({ limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
    if (cursor !== null) onPart([...items]);
  } while (cursor !== null);
  return items;
};

/** Returns a header that makes a repeated request idempotent. */
export const idempotencyHeader = (): { readonly 'Idempotency-Key': string } => ({
  'Idempotency-Key': crypto.randomUUID(),
});

/** Returns the fields that differ from the opened form. Saving only these keeps concurrent changes to other fields. */
export const changedFields = <Body extends object>(before: Body, after: Body): Partial<Body> => {
  const was = new Map(Object.entries(before).map(([name, value]) => [name, JSON.stringify(value)]));
  const changed = Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== was.get(name));
  return Object.fromEntries(changed) as Partial<Body>;
};
