import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import { evolveBooking, noBooking } from '@bookonce/contracts/streams/booking';
import { withoutUndefined } from '@bookonce/kernel/json';
import { documentsOf, type DocumentProjection, type Projector } from '@bookonce/kernel/projector';
import { bookings, bookingView, type BookingDocument } from './booking-document.js';
import { bookingHistoryProjection } from './booking-history.js';
import { bookingTimerProjection } from './booking-timers.js';

/** Events that change nothing visible to people, or to the host alone. */
const UNSEEN: ReadonlySet<BookingEvent['type']> = new Set([
  'RescheduleRequested',
  'RescheduleRefused',
  'ManageLinkRequested',
  'OptInMailRequested',
  'RemindersScheduled',
  'ReminderRequested',
  'ChangeMailsScheduled',
  'ChangeMailsRequested',
  'ClashesRecorded',
]);

/** A document does not grow with the number of moves. */
const ROUNDS_REMEMBERED = 20;

export const bookingProjection: DocumentProjection<BookingDocument> = {
  collection: bookings,
  ofOneStream: true,
  idsOf: (event) =>
    event.stream.startsWith('booking-') && 'bookingId' in event.data && typeof event.data.bookingId === 'string'
      ? [event.data.bookingId]
      : [],
  evolve: (doc, stored, id) => {
    const event = recorded(stored) as Recorded<BookingEvent>;
    const booking = evolveBooking(doc ?? noBooking, event);
    if (booking.status === 'none' || booking === doc) return doc;
    const { workspaceId, time } = event.meta;
    const updatedAt = doc !== null && UNSEEN.has(event.type) ? doc.updatedAt : time;
    const approvalTokenHashes =
      event.type === 'ApprovalRequested'
        ? [...(doc?.approvalTokenHashes ?? []), event.data.approvalTokenHash].slice(-ROUNDS_REMEMBERED)
        : doc?.approvalTokenHashes;
    const createdAt = doc?.createdAt ?? time;
    return { ...booking, id, workspaceId, createdAt, updatedAt, ...withoutUndefined({ approvalTokenHashes }) };
  },
};

export const bookingProjector: Projector = {
  kind: 'projector',
  view: bookingView,
  categories: ['booking'],
  documents: [
    documentsOf(bookingProjection),
    documentsOf(bookingHistoryProjection),
    documentsOf(bookingTimerProjection),
  ],
};
