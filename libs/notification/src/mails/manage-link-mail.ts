import type { Mail } from '@bookonce/kernel/ports/mailer';
import type { MailedMeeting } from './mailed-meeting.js';
import { hostNamesOf } from './meeting-calendar.js';
import { zoneOfAttendee } from './meeting-mails.js';
import { whenOf } from './meeting-time.js';

/** The way back to a booking, to the address that booked; whether it still stands is for the page to say. */
export const manageLinkMail = (meeting: MailedMeeting): Mail => {
  const { eventId, request, meetingName, manageUrl } = meeting;
  const { attendee } = request;
  const what = `"${meetingName}" with ${hostNamesOf(meeting)}`;
  return {
    effectId: `${eventId}/attendee`,
    to: { name: attendee.name, email: attendee.email },
    subject: `Your booking: ${meetingName} with ${hostNamesOf(meeting)}`,
    text: [
      `Hello ${attendee.name},`,
      '',
      `with this link you find your booking of ${what} again:`,
      manageUrl,
      '',
      `${meeting.isCancelled ? 'It was cancelled. It was booked for' : 'When:'} ${whenOf(request, zoneOfAttendee(meeting))}`,
      '',
      'If you did not ask for it, leave it: nobody else gets this mail.',
    ].join('\n'),
  };
};
