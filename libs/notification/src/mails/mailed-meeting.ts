import { recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingRequest } from '@bookonce/contracts/events/booking';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { HostContact } from '../views/notification-documents.js';

/** How a booking stood when one of its events had happened. */
export interface BookingAsOf {
  /** With the start and end that it had by then. */
  readonly request: BookingRequest;
  readonly requestedAt: string;
  readonly hostIds: readonly string[];
  /** It was confirmed, so calendars know of it. */
  readonly isInCalendars: boolean;
  readonly isCancelled: boolean;
  /** How often it was moved or cancelled: the SEQUENCE of its calendar file. */
  readonly sequence: number;
}

/** Everything that a mail about a booking can say. */
export interface MailedMeeting extends Omit<BookingAsOf, 'hostIds'> {
  /** Id of the event that is mailed: the mails' effect ids derive from it, so a replay repeats them (I14). */
  readonly eventId: string;
  /** When that happened. */
  readonly at: string;
  readonly meetingName: string;
  readonly location?: string;
  readonly hosts: readonly HostContact[];
  /** For the attendee alone. */
  readonly manageUrl: string;
}

/**
 * Reads a booking's stream up to one of its events. What came later is left out: a mail that is sent late, or again,
 * says what it said then, and never carries the SEQUENCE of a later change.
 */
export const bookingAsOf = (stream: readonly StoredEvent[], revision: number): BookingAsOf => {
  let booking: BookingAsOf | null = null;
  for (const stored of stream) if (stored.revision <= revision) booking = evolve(booking, stored);
  if (booking === null) throw new Error('a booking does not begin with its request');
  return booking;
};

const evolve = (before: BookingAsOf | null, stored: StoredEvent): BookingAsOf | null => {
  const event = recorded(stored);
  if (event.type === 'BookingRequested') {
    const { data: request, meta } = event;
    const fresh = { hostIds: [], isInCalendars: false, isCancelled: false, sequence: 0 };
    return { request, requestedAt: meta.time, ...fresh };
  }
  if (before === null) return null;
  switch (event.type) {
    case 'OptInRequested':
    case 'ApprovalRequested':
      return { ...before, hostIds: event.data.hostIds };
    case 'BookingConfirmed':
      return { ...before, hostIds: event.data.hostIds, isInCalendars: true };
    case 'BookingRescheduled': {
      const { start, end } = event.data;
      return { ...before, request: { ...before.request, start, end }, sequence: before.sequence + 1 };
    }
    case 'BookingCancelled':
      return { ...before, isCancelled: true, sequence: before.sequence + 1 };
    default:
      return before;
  }
};
