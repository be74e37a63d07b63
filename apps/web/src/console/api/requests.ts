interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** As many as one page of a list may have. */
const PAGE_SIZE = 200;

/** Every item of a list, page after page. */
export const allPages = async <Item>(
  load: (query: { readonly limit: number; readonly cursor?: string }) => Promise<Page<Item>>,
): Promise<readonly Item[]> => {
  const items: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: Page<Item> = await load({ limit: PAGE_SIZE, ...(cursor === null ? {} : { cursor }) });
    items.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return items;
};

/** A header that makes repeating one and the same call harmless. */
export const onceHeader = (): { readonly 'Idempotency-Key': string } => ({ 'Idempotency-Key': crypto.randomUUID() });

/** What of a form differs from what was opened. A save says this alone: what somebody else has changed meanwhile stays. */
export const changedFields = <Body extends object>(before: Body, after: Body): Partial<Body> => {
  const was = new Map(Object.entries(before).map(([name, value]) => [name, JSON.stringify(value)]));
  const changed = Object.entries(after).filter(([name, value]) => JSON.stringify(value) !== was.get(name));
  return Object.fromEntries(changed) as Partial<Body>;
};
