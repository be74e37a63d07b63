import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent, BookingRequest } from '@bookonce/contracts/events/booking';
import { evolveBooking, noBooking } from '@bookonce/contracts/streams/booking';
import { fold } from '@bookonce/kernel/decider';
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
  const past = stream
    .filter((event) => event.revision <= revision)
    .map((event) => recorded(event) as Recorded<BookingEvent>);
  const booking = fold({ evolve: evolveBooking }, noBooking, past);
  const [first] = past;
  if (booking.status === 'none' || first === undefined) throw new Error('a booking does not begin with its request');
  const { request, time, hostIds, wasConfirmed, sequence } = booking;
  return {
    request: { ...request, start: time.start, end: time.end },
    requestedAt: first.meta.time,
    hostIds,
    isInCalendars: wasConfirmed,
    isCancelled: booking.status === 'cancelled',
    sequence,
  };
};
