import { hostIdsOf, shownStatusOf, type StartedBooking } from '@bookonce/contracts/streams/booking';
import { defineCollection, defineView } from '@bookonce/kernel/ports/read-models';

/** One booking attempt as its own events have it, with what their envelopes add. */
export type BookingDocument = StartedBooking & {
  readonly id: string;
  readonly workspaceId: string;
  readonly createdAt: string;
  /** When something last happened to it that people see. */
  readonly updatedAt: string;
  /** The hashes of the tokens in the host's mails, of all rounds: an earlier one is known, but decides nothing. */
  readonly approvalTokenHashes?: readonly string[];
};

export const bookingView = defineView('booking', 6);

export const bookings = defineCollection<BookingDocument>(bookingView, {
  name: 'bookings',
  indexes: {
    workspaceId: (booking) => booking.workspaceId,
    status: shownStatusOf,
    linkId: (booking) => booking.request.linkId,
    hostId: { eachOf: hostIdsOf },
    /** The hosts who see it, besides the owners. An index of its own, so that a list can be narrowed by both. */
    seenBy: { eachOf: hostIdsOf },
    manageTokenHash: (booking) => booking.request.manageTokenHash,
    // Empty in events of the first version, which mailed no token.
    optInTokenHash: ({ optInTokenHash: hash }) => (hash === undefined || hash === '' ? null : hash),
    approvalTokenHash: { eachOf: ({ approvalTokenHashes = [] }) => approvalTokenHashes.filter((hash) => hash !== '') },
  },
  sortKey: (booking) => booking.time.start,
});
