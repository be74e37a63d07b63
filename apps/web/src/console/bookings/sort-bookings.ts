import type { Booking } from '../api/shapes.js';

export interface SortedBookings {
  readonly waiting: readonly Booking[];
  readonly upcoming: readonly Booking[];
  readonly past: readonly Booking[];
}

/** Rejected attempts belong to the link's history, not to the host's calendar. */
const SHOWN_STATUSES: readonly Booking['status'][] = ['awaitingApproval', 'confirmed', 'declined', 'cancelled'];

/** Splits bookings into those waiting for approval, upcoming ones (soonest first) and past ones (latest first). */
export const sortBookings = (bookings: readonly Booking[], now: number): SortedBookings => {
  const all = bookings.filter(({ status }) => SHOWN_STATUSES.includes(status));
  const byStart = (a: Booking, b: Booking): number => (a.start < b.start ? -1 : 1);
  const isAhead = ({ status, end }: Booking): boolean => status === 'confirmed' && Date.parse(end) > now;
  const waiting = all.filter(({ status }) => status === 'awaitingApproval').sort(byStart);
  const upcoming = all.filter(isAhead).sort(byStart);
  const past = all.filter((one) => one.status !== 'awaitingApproval' && !isAhead(one)).sort((a, b) => byStart(b, a));
  return { waiting, upcoming, past };
};
