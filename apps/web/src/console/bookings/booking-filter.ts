import type { Booking } from '../api/shapes.js';
import type { StatusFilter } from './sort-bookings.js';

/** The statuses to choose from. */
export const STATUSES = [
  'confirmed',
  'awaitingApproval',
  'awaitingOptIn',
  'declined',
  'cancelled',
  'rejected',
] as const satisfies readonly Booking['status'][];

export interface BookingFilter {
  readonly search: string;
  readonly status: StatusFilter;
}

/** Reads a filter from the query of an address, such as `q=ada&status=declined`. */
export const bookingFilterIn = (query: string): BookingFilter => {
  const given = new URLSearchParams(query);
  return {
    search: given.get('q') ?? '',
    status: STATUSES.find((status) => status === given.get('status')) ?? 'usual',
  };
};

/** Returns the address of the list with this filter; {@link bookingFilterIn} reads it back. */
export const bookingsHref = ({ search, status }: BookingFilter): string => {
  const query = new URLSearchParams([
    ...(search === '' ? [] : [['q', search]]),
    ...(status === 'usual' ? [] : [['status', status]]),
  ]).toString();
  return query === '' ? '/bookings' : `/bookings?${query}`;
};
