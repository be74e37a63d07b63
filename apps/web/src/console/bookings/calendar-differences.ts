import { useQueries } from '@tanstack/react-query';
import { hostCalendars, keys } from '../api/queries.js';
import type { Booking, ConnectedCalendar } from '../api/shapes.js';
import type { Viewer } from '../sign-in/viewer.js';
import { isOver } from './sort-bookings.js';

/** The change stream does not report the answers of calendar servers. */
const REFETCH_MS = 60_000;

type Difference = NonNullable<ConnectedCalendar['differing']>[number];

/** How the event of a booking differs from it in the calendar of one of its hosts. */
export interface CalendarDifference extends Omit<Difference, 'bookingId'> {
  readonly calendar: string;
}

export type CalendarDifferences = ReadonlyMap<string, readonly CalendarDifference[]>;

/** Returns the differences that calendars report, by the id of the booking. */
export const differencesIn = (calendars: readonly ConnectedCalendar[]): CalendarDifferences => {
  const all = calendars.flatMap(({ name, differing = [] }) =>
    differing.map(({ bookingId, ...difference }) => ({ bookingId, difference: { ...difference, calendar: name } })),
  );
  const byBooking = Map.groupBy(all, ({ bookingId }) => bookingId);
  return new Map([...byBooking].map(([id, found]) => [id, found.map(({ difference }) => difference)]));
};

/** The hosts whose calendars may differ: those of bookings that are still to come. */
export const hostsAhead = (bookings: readonly Booking[], now: number): readonly string[] => {
  const ahead = bookings.filter((booking) => booking.status === 'confirmed' && !isOver(booking, now));
  return [...new Set(ahead.flatMap(({ hosts }) => hosts.map(({ id }) => id)))].sort();
};

/** Finds what hosts changed in their own calendars. A plain host may ask only its own. A calendar that cannot be asked reports nothing. */
export const useCalendarDifferences = (
  bookings: readonly Booking[],
  now: number,
  { isOwner, hostId }: Viewer,
): CalendarDifferences => {
  const mayAsk = (id: string): boolean => isOwner || id === hostId;
  return useQueries({
    queries: hostsAhead(bookings, now)
      .filter(mayAsk)
      .map((id) => ({
        queryKey: keys.hostCalendars(id),
        queryFn: () => hostCalendars(id),
        retry: false,
        refetchInterval: REFETCH_MS,
      })),
    combine: combined,
  });
};

const combined = (
  hosts: readonly { readonly data: { readonly items: readonly ConnectedCalendar[] } | undefined }[],
): CalendarDifferences => differencesIn(hosts.flatMap(({ data }) => data?.items ?? []));
