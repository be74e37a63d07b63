interface Page<Item> {
  readonly items: readonly Item[];
  readonly nextCursor: string | null;
}

/** As many as one page of a list may have. */
export const PAGE_SIZE = 200;

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
