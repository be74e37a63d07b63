import { hostIdsOf, shownStatusOf, type StartedBooking } from '@bookonce/contracts/streams/booking';
import { defineCollection, defineView } from '@bookonce/kernel/ports/read-models';

/** One booking attempt as its own events have it, with what their envelopes add. */
export type BookingDocument = StartedBooking & {
  readonly id: string;
  readonly workspaceId: string;
  readonly createdAt: string;
  /** When something last happened to it that people see. */
  readonly updatedAt: string;
};

export const bookingView = defineView('booking', 2);

export const bookings = defineCollection<BookingDocument>(bookingView, {
  name: 'bookings',
  indexes: {
    workspaceId: (booking) => booking.workspaceId,
    status: shownStatusOf,
    linkId: (booking) => booking.request.linkId,
    hostId: { eachOf: hostIdsOf },
    manageTokenHash: (booking) => booking.request.manageTokenHash,
  },
  sortKey: (booking) => booking.time.start,
});
