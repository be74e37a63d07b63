import type { Interval } from '@bookonce/contracts/values/instant';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import type { MailedMeeting } from './mailed-meeting.js';
import { hostNamesOf } from './meeting-calendar.js';
import { mailsTo, whereOf, zoneOfAttendee, zoneOfHost } from './meeting-mails.js';
import { whenOf } from './meeting-time.js';

/** One mail to the attendee and one to each host, whoever moved the meeting: calendars move it with them. */
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
      subject: `Moved: ${meetingName} with ${hostNames}`,
      lines: [
        `Hello ${attendee.name},`,
        '',
        `your meeting "${meetingName}" with ${hostNames} has moved to`,
        ...times(zoneOfAttendee(meeting)),
        '',
        'See, move or cancel your booking:',
        meeting.manageUrl,
      ],
    },
    (host) => ({
      subject: `Moved: ${meetingName} with ${attendee.name}`,
      lines: [
        `"${meetingName}" with ${attendee.name} <${attendee.email}> has moved to`,
        ...times(zoneOfHost(host, meeting)),
        '',
        'The time before is free again.',
      ],
    }),
  );
};
