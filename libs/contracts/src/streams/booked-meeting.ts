import type { CalendarMeeting, CalendarPerson } from '@bookonce/kernel/ports/calendar-meeting';
import type { BookingEvent, MailRole } from '../events/booking.js';
import { emailAt, type KnownEmails } from '../values/former-emails.js';
import type { Language } from '../values/language.js';
import { meetingGuests } from '../values/meeting-guests.js';
import type { Location } from '../values/meeting-type.js';
import { placeName } from '../values/place-name.js';
import type { StartedBooking } from './booking.js';

/** A booking with the facts that its own events do not have. */
export interface BookedMeeting {
  readonly booking: StartedBooking;
  readonly requestedAt: string;
  /** When it last changed. */
  readonly changedAt: string;
  readonly hosts: readonly (KnownEmails & { readonly name: string })[];
  readonly location: Location | null;
  /** The organizer in calendars of hosts; null: the first host. */
  readonly organizer: CalendarPerson | null;
}

/** Returns who organizes the meeting in calendars of its hosts, as it was when their first calendar file was made. */
export const organizerIn = (events: readonly BookingEvent[]): CalendarPerson | null =>
  events.find((event) => event.type === 'BookingConfirmed')?.data.organizer ?? null;

/** The reader of a calendar. */
export interface CalendarReader {
  readonly role: MailRole;
  readonly language: Language;
}

/**
 * The meeting for a reader's calendar. Hosts have the address in it that they had when it was booked. For hosts, the sender
 * of the mails organizes it, as long as the booking lasts: no calendar enters an invitation by its own owner, and a calendar
 * takes an update from another organizer for another meeting.
 */
export const calendarMeetingOf = (
  { booking, requestedAt, changedAt, hosts, location, organizer }: BookedMeeting,
  { role, language }: CalendarReader,
  title: string,
): CalendarMeeting => {
  const { request, time, sequence } = booking;
  return {
    bookingId: request.bookingId,
    start: time.start,
    end: time.end,
    attendee: request.attendee,
    guests: meetingGuests(request.guests, [request.attendee, ...hosts]).map(({ email }) => email),
    hosts: hosts.map((host) => ({ name: host.name, email: emailAt(host, requestedAt) })),
    sequence,
    isCancelled: booking.status === 'cancelled',
    createdAt: requestedAt,
    changedAt,
    title,
    ...(location === null ? {} : { location: placeName(location, language) }),
    ...(role === 'host' && organizer !== null ? { organizer } : {}),
  };
};
