import type { Mail } from '@bookonce/kernel/ports/mailer';
import { buttons, hint, textBlock } from './letter.js';
import type { MailedMeeting } from './mailed-meeting.js';
import { mailTo } from './meeting-mail.js';
import { meetingFacts } from './meeting-parts.js';
import { momentIn } from './meeting-time.js';
import { attendeeOf, namesIn } from './reader.js';

/**
 * Returns the mail by which an attendee confirms a booking. The address may be somebody else's, so the mail
 * repeats nothing that was typed next to it, not even the name.
 */
export const optInMail = (meeting: MailedMeeting, optInUrl: string): Mail => {
  const { to, ...attendee } = attendeeOf(meeting);
  const reader = { ...attendee, to: { name: '', email: to.email } };
  const { optIn, hello } = reader.texts;
  const names = namesIn(meeting);
  const until = momentIn(meeting.booking.optInUntil ?? meeting.booking.time.start, reader);
  const mail = mailTo(meeting, reader, {
    subject: optIn.subject(names),
    heading: optIn.heading,
    greeting: hello(''),
    blocks: [
      textBlock(optIn.lead(names)),
      meetingFacts(meeting, reader),
      buttons({ label: optIn.button, url: optInUrl }),
      hint(optIn.hint(until)),
    ],
  });
  return { ...mail, isAwaited: true };
};
