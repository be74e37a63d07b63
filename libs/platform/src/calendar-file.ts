import { calendarUidOf } from '@bookonce/contracts/values/calendar-uid';
import type { CalendarMeeting } from '@bookonce/kernel/ports/calendar-meeting';
import type { MailedCalendar } from '@bookonce/kernel/ports/mailer';
import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

/** `PUBLISH` is a file to import by hand. Mail programs act on the others by changing the calendar themselves. */
export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL';

/**
 * Returns a meeting as an iCalendar file (RFC 5545, 5546). Its UID never changes, and SEQUENCE rises with each
 * change, so a calendar replaces its entry when it receives the file again.
 */
export const calendarFile = (meeting: CalendarMeeting, method: CalendarMethod): string =>
  fileOf(meeting, ICalCalendarMethod[method]);

/**
 * Returns a meeting as an event that is written to a calendar of a host. It has no METHOD, as RFC 4791 requires, and the
 * same UID as the invitation.
 */
export const calendarEntry = (meeting: CalendarMeeting): string => fileOf(meeting, null);

const fileOf = (meeting: CalendarMeeting, method: ICalCalendarMethod | null): string => {
  const { location, manageUrl, attendee, guests = [], hosts } = meeting;
  const { manageNote = `See or change your booking: ${manageUrl}` } = meeting;
  const calendar = ical({
    prodId: { company: 'Bookonce', product: 'Bookonce', language: 'EN' },
    method,
  });
  const event = calendar.createEvent({
    id: calendarUidOf(meeting.bookingId),
    sequence: meeting.sequence,
    start: new Date(meeting.start),
    end: new Date(meeting.end),
    stamp: new Date(meeting.changedAt),
    created: new Date(meeting.createdAt),
    lastModified: new Date(meeting.changedAt),
    summary: meeting.title,
    status: meeting.isCancelled ? ICalEventStatus.CANCELLED : ICalEventStatus.CONFIRMED,
  });
  if (location !== undefined) event.location(location);
  if (manageUrl !== undefined) event.description(manageNote).url(manageUrl);
  const [organizer, ...others] = meeting.organizer === undefined ? hosts : [meeting.organizer, ...hosts];
  if (organizer !== undefined) event.organizer({ name: nameOf(organizer), email: organizer.email });
  // RFC 5546 forbids attendees with PUBLISH and requires them in an invitation.
  const isPublished = method === ICalCalendarMethod.PUBLISH;
  const attendees = isPublished ? [] : [attendee, ...others];
  for (const person of attendees) {
    // By booking, the attendee has accepted: no reply is requested.
    const accepted = { role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus.ACCEPTED, rsvp: false };
    event.createAttendee({ name: nameOf(person), email: person.email, ...accepted });
  }
  for (const email of isPublished ? [] : guests) {
    event.createAttendee({ name: email, email, role: ICalAttendeeRole.OPT, status: ICalAttendeeStatus.NEEDSACTION });
  }
  // RFC 5545: every line ends with CRLF, even the last one.
  return `${calendar.toString()}\r\n`;
};

/** An imported history may hold an empty name, which `ical-generator` refuses: the mail would never go out. */
const nameOf = ({ name, email }: { readonly name: string; readonly email: string }): string =>
  name === '' ? email : name;

/** Returns the calendar file of a mail. Earlier releases queued the file itself. */
export const calendarFileOf = (calendar: MailedCalendar): string =>
  'content' in calendar ? calendar.content : calendarFile(calendar.meeting, calendar.method);
