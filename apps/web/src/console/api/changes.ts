import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, dataOf } from '../../api/client.js';
import { keys } from './queries.js';
import type { Booking, Link } from './shapes.js';

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
const refetchItems = async <Item>(
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
  await refetchItems(queries, keys.links, ids, linkOf, rememberLinks);
};

const followBookings = (queries: QueryClient, ids: readonly string[]): Promise<void> =>
  refetchItems(queries, keys.bookings, ids, bookingOf, rememberBookings);

/** What of the console is out of date when something of this kind has changed. */
const OUTDATED: Readonly<Record<string, readonly (readonly string[])[]>> = {
  link: [keys.sentMail],
  booking: [keys.preview, keys.sentMail],
  meetingType: [keys.meetingTypes, keys.preview],
  host: [keys.hosts, keys.preview],
};

/** Changes come in bursts: those of a moment are followed together. */
const MOMENT_MS = 200;

interface Change {
  readonly kind: string;
  readonly id: string;
}

/** `{"kind":"link","id":"lnk_…"}` */
const changeOf = (data: unknown): Change => {
  const change: unknown = typeof data === 'string' ? JSON.parse(data) : null;
  const isChange = typeof change === 'object' && change !== null && 'kind' in change && 'id' in change;
  return isChange ? { kind: String(change.kind), id: String(change.id) } : { kind: '', id: '' };
};

const applyChanges = (queries: QueryClient, changes: readonly Change[]): void => {
  const idsOf = (kind: string): readonly string[] => [
    ...new Set(changes.filter((change) => change.kind === kind).map(({ id }) => id)),
  ];
  for (const kind of new Set(changes.map((change) => change.kind))) {
    for (const queryKey of OUTDATED[kind] ?? []) void queries.invalidateQueries({ queryKey });
  }
  const links = idsOf('link');
  const bookings = idsOf('booking');
  if (links.length > 0) void followLinks(queries, links);
  if (bookings.length > 0) void followBookings(queries, bookings);
};

/** Keeps what is shown up to date: the service says what changes while the page is open. */
export const useChanges = (): void => {
  const queries = useQueryClient();
  useEffect(() => {
    const source = new EventSource('/v1/changes');
    let waiting: Change[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.addEventListener('change', ({ data }: MessageEvent<unknown>) => {
      waiting.push(changeOf(data));
      timer ??= setTimeout(() => {
        timer = undefined;
        applyChanges(queries, waiting);
        waiting = [];
      }, MOMENT_MS);
    });
    source.addEventListener('open', () => {
      // What happened before the line was open, or while it was down, is not told.
      void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] });
    });
    return () => {
      clearTimeout(timer);
      source.close();
    };
  }, [queries]);
};
