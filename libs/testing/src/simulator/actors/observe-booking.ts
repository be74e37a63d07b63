import { shownStatusOf, type StartedBooking } from '@bookonce/contracts/streams/booking';
import type { World } from '../world/world.js';

/** Records the booking as a client sees it now. */
export const observeBooking = (world: World, booking: StartedBooking): void => {
  const status = shownStatusOf(booking);
  const { bookingId } = booking.request;
  const reason = booking.status === 'rejected' ? { reason: booking.reason } : {};
  world.observe({ what: 'booking', bookingId, status, ...reason });
  if (booking.freshLinkId !== undefined) world.observe({ what: 'linkIssued', linkId: booking.freshLinkId });
};
