import type { Mail } from '@bookonce/kernel/ports/mailer';
import { hint, textBlock } from './letter.js';
import type { MailedMeeting } from './mailed-meeting.js';
import { mailTo } from './meeting-mail.js';
import { manageButton, meetingFacts } from './meeting-parts.js';
import { attendeeOf, namesIn } from './reader.js';

/** Returns the mail that brings the manage link back to the address that booked. */
export const manageLinkMail = (meeting: MailedMeeting): Mail => {
  const reader = attendeeOf(meeting);
  const { manageLink, hello } = reader.texts;
  const names = namesIn(meeting);
  const states: Readonly<Record<string, string>> = manageLink.states;
  const state = states[meeting.booking.status];
  const mail = mailTo(meeting, reader, {
    subject: manageLink.subject(names),
    heading: manageLink.heading,
    greeting: hello(names.attendee),
    blocks: [
      textBlock(manageLink.lead(names)),
      manageButton(meeting, manageLink.button),
      ...(state === undefined ? [] : [textBlock(state)]),
      meetingFacts(meeting, reader),
      hint(manageLink.hint),
    ],
  });
  return { ...mail, isAwaited: true };
};
