import type { Booking } from '../api/shapes.js';

export type StatusFilter = Booking['status'] | 'usual';

export interface SortedBookings {
  readonly upcoming: readonly Booking[];
  readonly past: readonly Booking[];
}

/** Attempts that came to nothing, or may still, belong to the link's history, not to the host's calendar. */
const USUAL_STATUSES: readonly Booking['status'][] = ['awaitingApproval', 'confirmed', 'declined', 'cancelled'];

/** True for an attempt that its attendee gave up before confirming it by e-mail: it never was a booking. */
const wasGivenUp = ({ status, reason }: Booking): boolean => status === 'cancelled' && reason === 'cancelled';

const isUsual = (booking: Booking): boolean => USUAL_STATUSES.includes(booking.status) && !wasGivenUp(booking);

const STANDING: readonly Booking['status'][] = ['pending', 'awaitingOptIn', 'awaitingApproval', 'confirmed'];

export const isOver = ({ end }: Pick<Booking, 'end'>, now: number): boolean => Date.parse(end) <= now;

/** Splits the bookings with this status into upcoming ones (soonest first), and past or ended ones (latest first). */
export const sortBookings = (bookings: readonly Booking[], filter: StatusFilter, now: number): SortedBookings => {
  const all = bookings.filter((booking) => (filter === 'usual' ? isUsual(booking) : booking.status === filter));
  const byStart = (a: Booking, b: Booking): number => (a.start < b.start ? -1 : 1);
  const isAhead = (booking: Booking): boolean => STANDING.includes(booking.status) && !isOver(booking, now);
  return {
    upcoming: all.filter(isAhead).sort(byStart),
    past: all.filter((one) => !isAhead(one)).sort((a, b) => byStart(b, a)),
  };
};

/** How many bookings to show at first: a multiple of `step` that includes the one with this id, if it is in the list. */
export const shownAtFirst = (bookings: readonly Booking[], id: string, step: number): number =>
  step *
  (1 +
    Math.floor(
      Math.max(
        0,
        bookings.findIndex((one) => one.id === id),
      ) / step,
    ));
