import type { Mail } from '@bookonce/kernel/ports/mailer';
import { buttons, textBlock } from './letter.js';
import type { MailedMeeting } from './mailed-meeting.js';
import { mailTo } from './meeting-mail.js';
import { attendeesWords, manageButton, meetingFacts, seeBooking } from './meeting-parts.js';
import { attendeeOf, hostsOf, namesIn, type Reader } from './reader.js';

/** Returns the mails that remind the attendee, the hosts or both of a meeting. */
export const reminderMails = (meeting: MailedMeeting, to: 'attendee' | 'host' | 'both'): readonly Mail[] => [
  ...(to === 'host' ? [] : [reminderToAttendee(meeting)]),
  ...(to === 'attendee' ? [] : hostsOf(meeting).map((reader) => reminderToHost(meeting, reader))),
];

const reminderToAttendee = (meeting: MailedMeeting): Mail => {
  const reader = attendeeOf(meeting);
  const { reminder, hello, attendeesMeeting } = reader.texts;
  const names = namesIn(meeting);
  return mailTo(meeting, reader, {
    subject: reminder.prefix + attendeesMeeting(names),
    heading: reminder.heading,
    greeting: hello(names.attendee),
    blocks: [
      textBlock(reminder.lead(names)),
      meetingFacts(meeting, reader),
      manageButton(meeting, reader.texts.manage),
    ],
  });
};

const reminderToHost = (meeting: MailedMeeting, reader: Reader): Mail => {
  const { reminder, hostsMeeting } = reader.texts;
  const names = namesIn(meeting);
  return mailTo(meeting, reader, {
    subject: reminder.prefix + hostsMeeting(names),
    heading: reminder.heading,
    blocks: [
      textBlock(reminder.hostLead(names)),
      meetingFacts(meeting, reader),
      ...attendeesWords(meeting, reader.texts),
      buttons(seeBooking(meeting, reader)),
    ],
  });
};
