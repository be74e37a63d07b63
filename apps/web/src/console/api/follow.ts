import type { QueryClient } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.js';
import { keys } from './queries.js';
import type { Booking, Link } from './shapes.js';
import { withItems } from './with-items.js';

/** From here on the list, page after page, costs less than every one of them. */
const MANY = 20;

export const rememberLinks = (queries: QueryClient, changed: readonly Link[]): void => {
  queries.setQueryData<readonly Link[]>(keys.links, (known) => known && withItems(known, changed));
};

export const rememberBookings = (queries: QueryClient, changed: readonly Booking[]): void => {
  queries.setQueryData<readonly Booking[]>(keys.bookings, (known) => known && withItems(known, changed));
};

const linkOf = (id: string): Promise<Link> => dataOf(api.GET('/v1/links/{id}', { params: { path: { id } } }));
const bookingOf = (id: string): Promise<Booking> => dataOf(api.GET('/v1/bookings/{id}', { params: { path: { id } } }));

/** Reads again what has changed, and not the whole list because of one of very many. */
const follow = async <Item>(
  queries: QueryClient,
  queryKey: readonly string[],
  ids: readonly string[],
  read: (id: string) => Promise<Item>,
  remember: (queries: QueryClient, changed: readonly Item[]) => void,
): Promise<void> => {
  if (queries.getQueryState(queryKey) === undefined) return;
  const isBeingRead = queries.isFetching({ queryKey, exact: true }) > 0;
  const changed = isBeingRead || ids.length > MANY ? null : await Promise.all(ids.map(read)).catch(() => null);
  if (changed === null) await queries.invalidateQueries({ queryKey, exact: true });
  else remember(queries, changed);
};

export const followLinks = async (queries: QueryClient, ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    void queries.invalidateQueries({ queryKey: keys.link(id) });
    void queries.invalidateQueries({ queryKey: keys.linkHistory(id) });
  }
  await follow(queries, keys.links, ids, linkOf, rememberLinks);
};

export const followBookings = (queries: QueryClient, ids: readonly string[]): Promise<void> =>
  follow(queries, keys.bookings, ids, bookingOf, rememberBookings);
