import { useQuery, useQueryClient, type UseQueryResult } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.js';
import { loadAllPages, PAGE_SIZE } from './requests.js';
import type { Booking, Host, Link, LinkHistory, MeetingType } from './shapes.js';

/** The key of a list's first pages while the rest is loading; apart from the list, which is only ever whole. */
const partKey = (queryKey: readonly string[]) => ['part', ...queryKey] as const;

/** A list that may still be loading on. */
export interface GrowingList<Item> {
  /** Its first pages, as long as `isWhole` is false. */
  readonly data: readonly Item[] | undefined;
  readonly isWhole: boolean;
  readonly isError: boolean;
  readonly refetch: () => unknown;
}

type LoadList<Item> = (onPart: (itemsSoFar: readonly Item[]) => void) => Promise<readonly Item[]>;

/** Loads a list whose first page is shown at once. */
const useGrowingList = <Item>(queryKey: readonly string[], load: LoadList<Item>): GrowingList<Item> => {
  const queries = useQueryClient();
  const whole = useQuery({
    queryKey,
    queryFn: () => load((part) => queries.setQueryData(partKey(queryKey), part)),
  });
  const part = useQuery<readonly Item[]>({ queryKey: partKey(queryKey), enabled: false });
  const { data, isError, refetch } = whole;
  return { data: data ?? part.data, isWhole: data !== undefined, isError, refetch };
};

/** Query keys. A change notification invalidates all keys with the same first part. */
export const keys = {
  session: ['session'],
  meetingTypes: ['meetingTypes'],
  hosts: ['hosts'],
  links: ['links'],
  link: (id: string) => ['links', 'one', id],
  activeLinks: (meetingTypeId: string) => ['links', 'active', meetingTypeId],
  linkHistory: (id: string) => ['links', 'history', id],
  bookings: ['bookings'],
  booking: (id: string) => ['bookings', 'one', id],
  approvals: ['approvals'],
  preview: ['preview'],
  calendars: ['calendars'],
  hostCalendars: (hostId: string) => ['calendars', hostId],
  hostHolidays: (hostId: string) => ['calendars', hostId, 'holidays'],
  holidayCountries: ['holidayCountries'],
  why: ['why'],
  sentMail: ['sentMail'],
  workspace: ['workspace'],
  apiKeys: ['apiKeys'],
  sessions: ['sessions'],
} as const;

export const useMeetingTypes = (): UseQueryResult<readonly MeetingType[]> =>
  useQuery({
    queryKey: keys.meetingTypes,
    queryFn: () => loadAllPages((query) => dataOf(api.GET('/v1/meeting-types', { params: { query } }))),
  });

/** The number of a type's active links, and whether there are more than one page holds. */
export const useActiveLinkCount = (
  meetingTypeId: string,
): UseQueryResult<{ readonly count: number; readonly isMore: boolean }> =>
  useQuery({
    queryKey: keys.activeLinks(meetingTypeId),
    queryFn: async () => {
      const query = { meetingTypeId, status: 'active', limit: PAGE_SIZE } as const;
      const { items, nextCursor } = await dataOf(api.GET('/v1/links', { params: { query } }));
      return { count: items.length, isMore: nextCursor !== null };
    },
  });

export const useHosts = (): UseQueryResult<readonly Host[]> =>
  useQuery({
    queryKey: keys.hosts,
    queryFn: async () => {
      const seen = await loadAllPages((query) => dataOf(api.GET('/v1/hosts', { params: { query } })));
      return seen.map((host) => ({ ...unseen, ...host }));
    },
  });

/** A plain host sees the names of its colleagues, and none of this. */
const unseen = { email: '', schedule: { timeZone: 'UTC', weekly: [] }, timeOff: [], busy: [] };

export const useLinkHistory = (id: string): UseQueryResult<LinkHistory['events']> =>
  useQuery({
    queryKey: keys.linkHistory(id),
    queryFn: async () => (await dataOf(api.GET('/v1/links/{id}/history', { params: { path: { id } } }))).events,
  });

/** Follows the later states of a link that is already loaded. */
export const useLiveLink = (link: Link): Link =>
  useQuery({
    queryKey: keys.link(link.id),
    queryFn: () => dataOf(api.GET('/v1/links/{id}', { params: { path: { id: link.id } } })),
    initialData: link,
  }).data;

/** The connected calendars of a host. */
export const hostCalendars = (id: string) => dataOf(api.GET('/v1/hosts/{id}/calendars', { params: { path: { id } } }));

export const useLinks = (): GrowingList<Link> =>
  useGrowingList(keys.links, (onPart) =>
    loadAllPages((query) => dataOf(api.GET('/v1/links', { params: { query } })), onPart),
  );

export const useBookings = (): GrowingList<Booking> =>
  useGrowingList(keys.bookings, (onPart) =>
    loadAllPages((query) => dataOf(api.GET('/v1/bookings', { params: { query } })), onPart),
  );

/** A booking, if there is one with this id. */
export const useBooking = (id: string | undefined): Booking | undefined =>
  useQuery({
    queryKey: keys.booking(id ?? ''),
    queryFn: () => dataOf(api.GET('/v1/bookings/{id}', { params: { path: { id: id ?? '' } } })),
    enabled: id !== undefined,
  }).data;

/** Bookings that wait for a host's approval, the longest waiting first. */
export const useApprovals = (): UseQueryResult<readonly Booking[]> =>
  useQuery({
    queryKey: keys.approvals,
    queryFn: async () => {
      const waiting = await loadAllPages((query) =>
        dataOf(api.GET('/v1/bookings', { params: { query: { ...query, status: 'awaitingApproval' } } })),
      );
      return waiting.toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : 1));
    },
  });
