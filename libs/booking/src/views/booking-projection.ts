import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent } from '@bookonce/contracts/events/booking';
import type { DocumentProjection } from '@bookonce/kernel/projector';
import { bookings, type BookingDocument } from './booking-document.js';

const evolve = (doc: BookingDocument | null, event: Recorded<BookingEvent>): BookingDocument | null => {
  const updatedAt = event.meta.time;
  if (event.type === 'BookingRequested') {
    const { bookingId, ...request } = event.data;
    const { workspaceId } = event.meta;
    return {
      ...request,
      id: bookingId,
      workspaceId,
      status: 'pending',
      createdAt: updatedAt,
      updatedAt,
      sequence: 0,
    } as BookingDocument;
  }
  if (doc === null) return null;
  switch (event.type) {
    case 'OptInRequested':
      return { ...doc, status: 'awaitingOptIn', hostIds: event.data.hostIds, optInUntil: event.data.until, updatedAt };
    case 'OptInConfirmed':
      return { ...doc, status: 'pending', updatedAt };
    case 'ApprovalRequested':
      return { ...doc, status: 'awaitingApproval', hostIds: event.data.hostIds, updatedAt };
    case 'BookingConfirmed':
      return { ...doc, status: 'confirmed', hostIds: event.data.hostIds, updatedAt };
    case 'BookingRejected':
      return { ...doc, status: 'rejected', reason: event.data.reason, updatedAt };
    case 'BookingRescheduled': {
      const { start, end } = event.data;
      return { ...doc, start, end, askedStart: doc.askedStart ?? doc.start, sequence: doc.sequence + 1, updatedAt };
    }
    case 'BookingCancelled':
      return { ...doc, status: 'cancelled', sequence: doc.sequence + 1, updatedAt, ...ended(event.data.reason) };
    case 'BookingDeclined':
      return { ...doc, status: 'declined', updatedAt, ...ended(event.data.reason) };
    default:
      return doc;
  }
};

const ended = (reason: string | undefined): { readonly endedReason?: string } =>
  reason === undefined ? {} : { endedReason: reason };

export const bookingProjection: DocumentProjection<BookingDocument> = {
  collection: bookings,
  ofOneStream: true,
  idsOf: (event) =>
    event.stream.startsWith('booking-') && 'bookingId' in event.data && typeof event.data.bookingId === 'string'
      ? [event.data.bookingId]
      : [],
  evolve: (doc, event) => evolve(doc, recorded(event) as Recorded<BookingEvent>),
};
