import type { Mail } from '@bookonce/kernel/ports/mailer';
import type { HostContact } from '../views/notification-documents.js';
import type { MailedMeeting } from './mailed-meeting.js';
import { calendarFor } from './meeting-calendar.js';

/** What one of them reads. */
export interface Wording {
  readonly subject: string;
  readonly lines: readonly string[];
}

/** One mail to the attendee and one to each host, each with the calendar file that it calls for. */
export const mailsTo = (
  meeting: MailedMeeting,
  forAttendee: Wording,
  forHost: (host: HostContact) => Wording,
): readonly Mail[] => [
  {
    effectId: `${meeting.eventId}/attendee`,
    to: { name: meeting.request.attendee.name, email: meeting.request.attendee.email },
    ...written(forAttendee),
    ...calendarFor(meeting, 'attendee'),
  },
  ...meeting.hosts.map((host) => ({
    effectId: `${meeting.eventId}/host/${host.id}`,
    to: { name: host.name, email: host.email },
    ...written(forHost(host)),
    ...calendarFor(meeting, 'host'),
  })),
];

/** The zone in which the attendee reads times. */
export const zoneOfAttendee = ({ request, hosts }: Pick<MailedMeeting, 'request' | 'hosts'>): string | undefined =>
  request.attendee.timeZone ?? hosts[0]?.timeZone;

/** The zone in which a host does. */
export const zoneOfHost = (host: HostContact, { request }: Pick<MailedMeeting, 'request'>): string | undefined =>
  host.timeZone ?? request.attendee.timeZone;

/** A line for where the meeting takes place, where that is written down. */
export const whereOf = ({ location }: Pick<MailedMeeting, 'location'>): readonly string[] =>
  location === undefined ? [] : [`Where: ${location}`];

const written = ({ subject, lines }: Wording): Pick<Mail, 'subject' | 'text'> => ({ subject, text: lines.join('\n') });
