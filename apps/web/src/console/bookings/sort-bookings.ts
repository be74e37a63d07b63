import type { Booking } from '../api/shapes.js';

export interface SortedBookings {
  readonly waiting: readonly Booking[];
  readonly coming: readonly Booking[];
  readonly past: readonly Booking[];
}

/** Attempts that never became a booking are the link's history, not the host's calendar. */
const CAME_ABOUT: readonly Booking['status'][] = ['awaitingApproval', 'confirmed', 'declined', 'cancelled'];

/** What waits for the host, what is ahead (the next first), and what is over (the latest first). */
export const sortBookings = (bookings: readonly Booking[], now: number): SortedBookings => {
  const all = bookings.filter(({ status }) => CAME_ABOUT.includes(status));
  const byStart = (a: Booking, b: Booking): number => (a.start < b.start ? -1 : 1);
  const isAhead = ({ status, end }: Booking): boolean => status === 'confirmed' && Date.parse(end) > now;
  const waiting = all.filter(({ status }) => status === 'awaitingApproval').sort(byStart);
  const coming = all.filter(isAhead).sort(byStart);
  const past = all.filter((one) => one.status !== 'awaitingApproval' && !isAhead(one)).sort((a, b) => byStart(b, a));
  return { waiting, coming, past };
};
