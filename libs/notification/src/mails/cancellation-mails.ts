import type { Mail } from '@bookonce/kernel/ports/mailer';
import type { MailedMeeting } from './mailed-meeting.js';
import { hostNamesOf } from './meeting-calendar.js';
import { mailsTo, zoneOfAttendee, zoneOfHost } from './meeting-mails.js';
import { whenOf } from './meeting-time.js';

export interface Cancellation {
  readonly by: 'attendee' | 'host';
  readonly reason?: string | undefined;
}

/** One mail to the attendee and one to each host, whoever cancelled: it is also the receipt, and clears calendars. */
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
          ? `you have cancelled "${meetingName}" with ${hostNames}, which was booked for`
          : `"${meetingName}" with ${hostNames} will not take place. It was booked for`,
        whenOf(request, zoneOfAttendee(meeting)),
        ...reasonLines,
        '',
        'To meet at another time, ask for a new link: the one you booked with is used up.',
      ],
    },
    (host) => ({
      subject: `Cancelled: ${meetingName} with ${attendee.name}`,
      lines: [
        `"${meetingName}" with ${attendee.name} <${attendee.email}> was cancelled by ${
          by === 'host' ? 'the host' : 'the attendee'
        }. It was booked for`,
        whenOf(request, zoneOfHost(host, meeting)),
        ...reasonLines,
        '',
        'The time is free again.',
      ],
    }),
  );
};
