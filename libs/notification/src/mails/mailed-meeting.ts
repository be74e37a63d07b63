import { recorded, type Recorded } from '@bookonce/contracts/event-catalogue';
import type { BookingEvent, BookingRequest } from '@bookonce/contracts/events/booking';
import { evolveBooking, noBooking } from '@bookonce/contracts/streams/booking';
import { fold } from '@bookonce/kernel/decider';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import type { HostContact } from '../views/notification-projector.js';

/** A booking right after one of its events. */
export interface BookingAsOf {
  /** With the start and end at that point. */
  readonly request: BookingRequest;
  readonly requestedAt: string;
  readonly hostIds: readonly string[];
  /** It was confirmed, so calendars contain it. */
  readonly isInCalendars: boolean;
  readonly isCancelled: boolean;
  /** Counts reschedules and the cancellation: the SEQUENCE of its calendar file. */
  readonly sequence: number;
}

/** The contents of mails about a booking. */
export interface MailedMeeting extends Omit<BookingAsOf, 'hostIds'> {
  /** Id of the event. The mails' effect ids derive from it, so a replay repeats them (I14). */
  readonly eventId: string;
  /** When the event happened. */
  readonly at: string;
  readonly meetingName: string;
  readonly location?: string;
  readonly hosts: readonly HostContact[];
  /** For the attendee alone. */
  readonly manageUrl: string;
}

/**
 * Folds a booking's stream up to one of its events. Later events are ignored: a mail that is sent late or again says the
 * same, and never carries the SEQUENCE of a later change.
 */
export const bookingAsOf = (stream: readonly StoredEvent[], revision: number): BookingAsOf => {
  const past = stream
    .filter((event) => event.revision <= revision)
    .map((event) => recorded(event) as Recorded<BookingEvent>);
  const booking = fold({ evolve: evolveBooking }, noBooking, past);
  const [first] = past;
  if (booking.status === 'none' || first === undefined) throw new Error('the booking does not begin with its request');
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
