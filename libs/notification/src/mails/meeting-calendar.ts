import type { Mail } from '@bookonce/kernel/ports/mailer';
import { calendarFile } from '@bookonce/platform/calendar-file';
import type { MailedMeeting } from './mailed-meeting.js';

/** The calendar file of a mail, where calendars know of the meeting: one that was never confirmed is in none. */
export const calendarFor = (meeting: MailedMeeting, reader: 'attendee' | 'host'): Pick<Mail, 'calendar'> => {
  if (!meeting.isInCalendars) return {};
  const { request, isCancelled, sequence, requestedAt, at, hosts, location, manageUrl } = meeting;
  const method = isCancelled ? 'CANCEL' : 'REQUEST';
  const isAttendees = reader === 'attendee';
  const others = isAttendees ? hostNamesOf(meeting) : request.attendee.name;
  const { bookingId, start, end, attendee } = request;
  const content = calendarFile(
    {
      ...{ bookingId, start, end, attendee, hosts, sequence, isCancelled, createdAt: requestedAt, changedAt: at },
      title: `${meeting.meetingName} with ${others}`,
      ...(location === undefined ? {} : { location }),
      ...(isAttendees ? { manageUrl } : {}),
    },
    method,
  );
  return { calendar: { method, content } };
};

export const hostNamesOf = ({ hosts }: Pick<MailedMeeting, 'hosts'>): string =>
  hosts.map((host) => host.name).join(', ');
