import type { Interval } from '@bookonce/contracts/values/instant';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import { calendarFile } from '@bookonce/platform/calendar-file';
import type { HostContact } from '../views/notification-projector.js';
import type { MailedMeeting } from './mailed-meeting.js';
import { whenOf } from './meeting-time.js';

interface Wording {
  readonly subject: string;
  readonly lines: readonly string[];
}

/** Returns one mail to the attendee and one to each host, with the meeting for their calendars. */
export const confirmationMails = (meeting: MailedMeeting): readonly Mail[] => {
  const { request, meetingName } = meeting;
  const { attendee, note } = request;
  const hostNames = hostNamesOf(meeting);
  return mailsTo(
    meeting,
    {
      subject: `Booked: ${meetingName} with ${hostNames}`,
      lines: [
        `Hello ${attendee.name},`,
        '',
        `your meeting "${meetingName}" with ${hostNames} is booked for`,
        whenOf(request, zoneOfAttendee(meeting)),
        ...whereOf(meeting),
        '',
        'See, reschedule or cancel your booking:',
        meeting.manageUrl,
        '',
        'Your booking link is used up. Keep this mail to find your booking again.',
      ],
    },
    (host) => ({
      subject: `${attendee.name} booked ${meetingName}`,
      lines: [
        `${attendee.name} <${attendee.email}> booked "${meetingName}" for`,
        whenOf(request, zoneOfHost(host, meeting)),
        ...whereOf(meeting),
        ...(note === undefined ? [] : ['', `Note: ${note}`]),
      ],
    }),
  );
};

/** Returns one mail to the attendee and one to each host, also to the one who rescheduled: calendars follow by it. */
export const reschedulingMails = (meeting: MailedMeeting, before: Interval): readonly Mail[] => {
  const { request, meetingName } = meeting;
  const { attendee } = request;
  const hostNames = hostNamesOf(meeting);
  const times = (zone: string | undefined): readonly string[] => [
    whenOf(request, zone),
    ...whereOf(meeting),
    '',
    `Before: ${whenOf(before, zone)}`,
  ];
  return mailsTo(
    meeting,
    {
      subject: `Rescheduled: ${meetingName} with ${hostNames}`,
      lines: [
        `Hello ${attendee.name},`,
        '',
        `your meeting "${meetingName}" with ${hostNames} is now on`,
        ...times(zoneOfAttendee(meeting)),
        '',
        'See, reschedule or cancel your booking:',
        meeting.manageUrl,
      ],
    },
    (host) => ({
      subject: `Rescheduled: ${meetingName} with ${attendee.name}`,
      lines: [
        `"${meetingName}" with ${attendee.name} <${attendee.email}> is now on`,
        ...times(zoneOfHost(host, meeting)),
        '',
        'The previous time is free again.',
      ],
    }),
  );
};

export interface Cancellation {
  readonly by: 'attendee' | 'host';
  readonly reason?: string | undefined;
}

/** Returns one mail to the attendee and one to each host, also to the canceller: it is the receipt, and clears calendars. */
export const cancellationMails = (meeting: MailedMeeting, { by, reason }: Cancellation): readonly Mail[] => {
  const { request, meetingName } = meeting;
  const { attendee } = request;
  const hostNames = hostNamesOf(meeting);
  const reasonLines = reason === undefined ? [] : ['', `Reason: ${reason}`];
  return mailsTo(
    meeting,
    {
      subject: `Cancelled: ${meetingName} with ${hostNames}`,
      lines: [
        `Hello ${attendee.name},`,
        '',
        by === 'attendee'
          ? `you cancelled "${meetingName}" with ${hostNames}, which was booked for`
          : `"${meetingName}" with ${hostNames} was cancelled. It was booked for`,
        whenOf(request, zoneOfAttendee(meeting)),
        ...reasonLines,
        '',
        'To book another time, ask for a new link: yours is used up.',
      ],
    },
    (host) => ({
      subject: `Cancelled: ${meetingName} with ${attendee.name}`,
      lines: [
        `${by === 'host' ? 'The host' : 'The attendee'} cancelled "${meetingName}" with ${attendee.name} <${
          attendee.email
        }>. It was booked for`,
        whenOf(request, zoneOfHost(host, meeting)),
        ...reasonLines,
        '',
        'The time is free again.',
      ],
    }),
  );
};

/** Returns the mail that brings the manage link back to the address that booked. */
export const manageLinkMail = (meeting: MailedMeeting): Mail => {
  const { eventId, request, meetingName, manageUrl } = meeting;
  const { attendee } = request;
  const hostNames = hostNamesOf(meeting);
  const when = whenOf(request, zoneOfAttendee(meeting));
  return {
    effectId: `${eventId}/attendee`,
    to: { name: attendee.name, email: attendee.email },
    subject: `Your booking: ${meetingName} with ${hostNames}`,
    text: [
      `Hello ${attendee.name},`,
      '',
      `here is the link to your booking of "${meetingName}" with ${hostNames}:`,
      manageUrl,
      '',
      meeting.isCancelled ? `It was cancelled. It was booked for ${when}` : `When: ${when}`,
      '',
      'If you did not ask for this mail, ignore it: it went to you alone.',
    ].join('\n'),
  };
};

/** Returns one mail to the attendee and one to each host, each with its calendar file. */
const mailsTo = (
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

const written = ({ subject, lines }: Wording): Pick<Mail, 'subject' | 'text'> => ({ subject, text: lines.join('\n') });

/** Builds the calendar file. A meeting that was never confirmed has none, because no calendar knows it. */
const calendarFor = (meeting: MailedMeeting, reader: 'attendee' | 'host'): Pick<Mail, 'calendar'> => {
  if (!meeting.isInCalendars) return {};
  const { request, isCancelled, sequence, requestedAt, at, hosts, location, manageUrl } = meeting;
  const method = isCancelled ? 'CANCEL' : 'REQUEST';
  const isForAttendee = reader === 'attendee';
  const others = isForAttendee ? hostNamesOf(meeting) : request.attendee.name;
  const { bookingId, start, end, attendee } = request;
  const content = calendarFile(
    {
      ...{ bookingId, start, end, attendee, hosts, sequence, isCancelled, createdAt: requestedAt, changedAt: at },
      title: `${meeting.meetingName} with ${others}`,
      ...(location === undefined ? {} : { location }),
      ...(isForAttendee ? { manageUrl } : {}),
    },
    method,
  );
  return { calendar: { method, content } };
};

const hostNamesOf = ({ hosts }: MailedMeeting): string => hosts.map((host) => host.name).join(', ');

const zoneOfAttendee = ({ request, hosts }: MailedMeeting): string | undefined =>
  request.attendee.timeZone ?? hosts[0]?.timeZone;

const zoneOfHost = (host: HostContact, { request }: MailedMeeting): string | undefined =>
  host.timeZone ?? request.attendee.timeZone;

const whereOf = ({ location }: MailedMeeting): readonly string[] =>
  location === undefined ? [] : [`Where: ${location}`];
