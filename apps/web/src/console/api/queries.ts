import { useQuery, type UseQueryResult } from '@tanstack/react-query';
import { api, dataOf } from '../../api/client.js';
import { loadAllPages } from './requests.js';
import type { Booking, Host, Link, LinkHistory, MeetingType } from './shapes.js';

/** Query keys. A change notification invalidates all keys with the same first part. */
export const keys = {
  session: ['session'],
  meetingTypes: ['meetingTypes'],
  hosts: ['hosts'],
  links: ['links'],
  link: (id: string) => ['links', 'one', id],
  linkHistory: (id: string) => ['links', 'history', id],
  bookings: ['bookings'],
  approvals: ['approvals'],
  preview: ['preview'],
  calendars: ['calendars'],
  hostCalendars: (hostId: string) => ['calendars', hostId],
  hostHolidays: (hostId: string) => ['calendars', hostId, 'holidays'],
  holidayCountries: ['holidayCountries'],
  why: ['why'],
  sentMail: ['sentMail'],
  apiKeys: ['apiKeys'],
  sessions: ['sessions'],
} as const;

export const useMeetingTypes = (): UseQueryResult<readonly MeetingType[]> =>
  useQuery({
    queryKey: keys.meetingTypes,
    queryFn: () => loadAllPages((query) => dataOf(api.GET('/v1/meeting-types', { params: { query } }))),
  });

export const useHosts = (): UseQueryResult<readonly Host[]> =>
  useQuery({
    queryKey: keys.hosts,
    queryFn: () => loadAllPages((query) => dataOf(api.GET('/v1/hosts', { params: { query } }))),
  });

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

export const useLinks = (): UseQueryResult<readonly Link[]> =>
  useQuery({
    queryKey: keys.links,
    queryFn: () => loadAllPages((query) => dataOf(api.GET('/v1/links', { params: { query } }))),
  });

export const useBookings = (): UseQueryResult<readonly Booking[]> =>
  useQuery({
    queryKey: keys.bookings,
    queryFn: () => loadAllPages((query) => dataOf(api.GET('/v1/bookings', { params: { query } }))),
  });

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
