import type { Mail } from '@bookonce/kernel/ports/mailer';
import type { MailedMeeting } from './mailed-meeting.js';
import { hostNamesOf } from './meeting-calendar.js';
import { mailsTo, whereOf, zoneOfAttendee, zoneOfHost } from './meeting-mails.js';
import { whenOf } from './meeting-time.js';

/** One mail to the attendee and one to each host, with the meeting for their calendars. */
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
        'See, move or cancel your booking:',
        meeting.manageUrl,
        '',
        'The link you booked with is used up. Keep this mail to find your booking again.',
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
