import type { CalendarMeeting } from '@bookonce/kernel/ports/calendar-meeting';
import { emailAt, type KnownEmails } from '../values/former-emails.js';
import { meetingGuests } from '../values/meeting-guests.js';
import type { Location } from '../values/meeting-type.js';
import type { StartedBooking } from './booking.js';

/** A booking with the facts that its own events do not have. */
export interface BookedMeeting {
  readonly booking: StartedBooking;
  readonly requestedAt: string;
  /** When it last changed. */
  readonly changedAt: string;
  readonly hosts: readonly (KnownEmails & { readonly name: string })[];
  readonly location: Location | null;
}

/** The meeting for a calendar. Hosts have the address in it that they had when it was booked. */
export const calendarMeetingOf = (
  { booking, requestedAt, changedAt, hosts, location }: BookedMeeting,
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
    ...(location?.value === undefined ? {} : { location: location.value }),
  };
};
