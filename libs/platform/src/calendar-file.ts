import ical, { ICalAttendeeRole, ICalAttendeeStatus, ICalCalendarMethod, ICalEventStatus } from 'ical-generator';

export interface CalendarPerson {
  readonly name: string;
  readonly email: string;
}

/** A booked meeting as a calendar has to know it. */
export interface CalendarMeeting {
  readonly bookingId: string;
  /** How often the meeting was moved or cancelled. */
  readonly sequence: number;
  readonly start: string;
  readonly end: string;
  readonly createdAt: string;
  readonly changedAt: string;
  readonly title: string;
  readonly isCancelled: boolean;
  readonly attendee: CalendarPerson;
  /** The first invites, the others take part. */
  readonly hosts: readonly CalendarPerson[];
  readonly location?: string;
  /** For the attendee alone: it carries the manage token. */
  readonly manageUrl?: string;
}

/** `PUBLISH`: to be kept by whoever takes it. The others are for a mail program, which changes the calendar by itself. */
export type CalendarMethod = 'PUBLISH' | 'REQUEST' | 'CANCEL';

/**
 * A meeting as an iCalendar file (RFC 5545, 5546). Its UID never changes, whatever address the service is reached at,
 * and SEQUENCE rises with each change, so that a calendar that gets it again replaces what it has.
 */
export const calendarFile = (meeting: CalendarMeeting, method: CalendarMethod): string => {
  const { location, manageUrl, attendee, hosts } = meeting;
  const calendar = ical({
    prodId: { company: 'Bookonce', product: 'Bookonce', language: 'EN' },
    method: ICalCalendarMethod[method],
  });
  const event = calendar.createEvent({
    id: `${meeting.bookingId}@bookonce`,
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
  if (manageUrl !== undefined) event.description(`See or change your booking: ${manageUrl}`).url(manageUrl);
  const [organizer, ...others] = hosts;
  if (organizer !== undefined) event.organizer({ name: organizer.name, email: organizer.email });
  // RFC 5546 forbids attendees in what is published, and asks for them in an invitation.
  const attendees = method === 'PUBLISH' ? [] : [attendee, ...others];
  for (const { name, email } of attendees) {
    // Whoever booked has said yes: nobody is to be asked again.
    const accepted = { role: ICalAttendeeRole.REQ, status: ICalAttendeeStatus.ACCEPTED, rsvp: false };
    event.createAttendee({ name, email, ...accepted });
  }
  // RFC 5545: every line ends with CRLF, the last one too.
  return `${calendar.toString()}\r\n`;
};
