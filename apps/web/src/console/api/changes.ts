import { type QueryClient, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { api, dataOf } from '../../api/client.js';
import { followChanges } from './change-stream.js';
import { keys } from './queries.js';
import type { Booking, Link } from './shapes.js';

/** Returns the list, newest first, with changed items replaced in place and new ones at the front. */
export const mergeItems = <Item extends { readonly id: string }>(
  known: readonly Item[],
  changed: readonly Item[],
): readonly Item[] => {
  const fresh = new Map(changed.map((item) => [item.id, item]));
  const merged = known.map((item) => fresh.get(item.id) ?? item);
  for (const { id } of known) fresh.delete(id);
  return [...fresh.values(), ...merged];
};

/** Above this number, loading the whole list is cheaper than loading each item. */
const REFETCH_ALL_ABOVE = 20;

export const updateCachedLinks = (queries: QueryClient, changed: readonly Link[]): void => {
  queries.setQueryData<readonly Link[]>(keys.links, (known) => known && mergeItems(known, changed));
};

export const updateCachedBookings = (queries: QueryClient, changed: readonly Booking[]): void => {
  queries.setQueryData<readonly Booking[]>(keys.bookings, (known) => known && mergeItems(known, changed));
  const decided = new Set(changed.filter(({ status }) => status !== 'awaitingApproval').map(({ id }) => id));
  queries.setQueryData<readonly Booking[]>(keys.approvals, (known) => known?.filter(({ id }) => !decided.has(id)));
};

const linkOf = (id: string): Promise<Link> => dataOf(api.GET('/v1/links/{id}', { params: { path: { id } } }));
export const bookingOf = (id: string): Promise<Booking> =>
  dataOf(api.GET('/v1/bookings/{id}', { params: { path: { id } } }));

/** Loads only the changed items of a list, unless they are many. */
const refetchItems = async <Item>(
  queries: QueryClient,
  queryKey: readonly string[],
  ids: readonly string[],
  read: (id: string) => Promise<Item>,
  remember: (queries: QueryClient, changed: readonly Item[]) => void,
): Promise<void> => {
  if (queries.getQueryState(queryKey) === undefined) return;
  const isBeingRead = queries.isFetching({ queryKey, exact: true }) > 0;
  const changed =
    isBeingRead || ids.length > REFETCH_ALL_ABOVE ? null : await Promise.all(ids.map(read)).catch(() => null);
  if (changed === null) await queries.invalidateQueries({ queryKey, exact: true });
  else remember(queries, changed);
};

export const refetchLinks = async (queries: QueryClient, ids: readonly string[]): Promise<void> => {
  for (const id of ids) {
    void queries.invalidateQueries({ queryKey: keys.link(id) });
    void queries.invalidateQueries({ queryKey: keys.linkHistory(id) });
  }
  await refetchItems(queries, keys.links, ids, linkOf, updateCachedLinks);
};

const refetchBookings = async (queries: QueryClient, ids: readonly string[]): Promise<void> => {
  for (const id of ids) void queries.invalidateQueries({ queryKey: keys.booking(id) });
  await refetchItems(queries, keys.bookings, ids, bookingOf, updateCachedBookings);
};

/** Query keys that a change of each kind makes stale. */
const STALE_AFTER: Readonly<Record<string, readonly (readonly string[])[]>> = {
  link: [keys.sentMail],
  booking: [keys.approvals, keys.preview, keys.sentMail, keys.why, keys.calendars],
  meetingType: [keys.meetingTypes, keys.preview, keys.why],
  host: [keys.hosts, keys.preview, keys.calendars, keys.why],
  connectedCalendar: [keys.calendars],
  workspace: [keys.workspace, keys.session],
};

/** Changes come in bursts; those within this time are handled together. */
const BATCH_MS = 200;

interface Change {
  readonly kind: string;
  readonly id: string;
}

/** `{"kind":"link","id":"lnk_…"}` */
const parseChange = (data: unknown): Change => {
  const change: unknown = typeof data === 'string' ? JSON.parse(data) : null;
  const isChange = typeof change === 'object' && change !== null && 'kind' in change && 'id' in change;
  return isChange ? { kind: String(change.kind), id: String(change.id) } : { kind: '', id: '' };
};

const applyChanges = (queries: QueryClient, changes: readonly Change[]): void => {
  const idsOf = (kind: string): readonly string[] => [
    ...new Set(changes.filter((change) => change.kind === kind).map(({ id }) => id)),
  ];
  for (const kind of new Set(changes.map((change) => change.kind))) {
    for (const queryKey of STALE_AFTER[kind] ?? []) void queries.invalidateQueries({ queryKey });
  }
  const links = idsOf('link');
  const bookings = idsOf('booking');
  if (links.length > 0) void refetchLinks(queries, links);
  if (bookings.length > 0) void refetchBookings(queries, bookings);
};

/** Keeps the console up to date by following the service's change stream while it is open. */
export const useChanges = (): void => {
  const queries = useQueryClient();
  useEffect(() => {
    let waiting: Change[] = [];
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = followChanges({
      onChange: (data) => {
        waiting.push(parseChange(data));
        timer ??= setTimeout(() => {
          timer = undefined;
          applyChanges(queries, waiting);
          waiting = [];
        }, BATCH_MS);
      },
      // Changes before the connection opened, or during a disconnect, were missed.
      onOpen: () => void queries.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== keys.session[0] }),
      onRefused: () => void queries.invalidateQueries({ queryKey: keys.session }),
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [queries]);
};
