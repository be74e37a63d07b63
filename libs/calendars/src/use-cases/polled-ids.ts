import { holidaysSourceId } from '@bookonce/contracts/values/busy-source';
import type { Collection, ReadModels } from '@bookonce/kernel/ports/read-models';
import { connectedCalendars, hostsWithHolidays } from '../views/calendar-documents.js';

const PAGE = 100;

/** Returns the ids under which calendars and holidays are polled, a page at a time. */
export async function* polledIds(readModels: Pick<ReadModels, 'list'>): AsyncGenerator<readonly string[]> {
  for await (const calendars of pagesOf(readModels, connectedCalendars)) yield calendars.map(({ id }) => id);
  for await (const hosts of pagesOf(readModels, hostsWithHolidays)) yield hosts.map(({ id }) => holidaysSourceId(id));
}

async function* pagesOf<Doc extends object>(
  readModels: Pick<ReadModels, 'list'>,
  collection: Collection<Doc>,
): AsyncGenerator<readonly Doc[]> {
  let from: { readonly cursor?: string } = {};
  for (;;) {
    const { items, nextCursor } = await readModels.list(collection, { limit: PAGE, ...from });
    if (items.length > 0) yield items;
    if (nextCursor === null) return;
    from = { cursor: nextCursor };
  }
}
