import type { Booking } from '../api/shapes.js';

export type StatusFilter = Booking['status'] | 'usual';

export interface SortedBookings {
  readonly upcoming: readonly Booking[];
  readonly past: readonly Booking[];
}

/** Attempts that came to nothing, or may still, belong to the link's history, not to the host's calendar. */
const USUAL_STATUSES: readonly Booking['status'][] = ['awaitingApproval', 'confirmed', 'declined', 'cancelled'];

const STANDING: readonly Booking['status'][] = ['pending', 'awaitingOptIn', 'awaitingApproval', 'confirmed'];

export const isOver = ({ end }: Pick<Booking, 'end'>, now: number): boolean => Date.parse(end) <= now;

/** Splits the bookings with this status into upcoming ones (soonest first), and past or ended ones (latest first). */
export const sortBookings = (bookings: readonly Booking[], filter: StatusFilter, now: number): SortedBookings => {
  const all = bookings.filter(({ status }) =>
    filter === 'usual' ? USUAL_STATUSES.includes(status) : status === filter,
  );
  const byStart = (a: Booking, b: Booking): number => (a.start < b.start ? -1 : 1);
  const isAhead = (booking: Booking): boolean => STANDING.includes(booking.status) && !isOver(booking, now);
  return {
    upcoming: all.filter(isAhead).sort(byStart),
    past: all.filter((one) => !isAhead(one)).sort((a, b) => byStart(b, a)),
  };
};
