import type { Block } from '@bookonce/kernel/ports/letter';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import { clashWarnings } from './clash-mails.js';
import { buttons, hint, quote, textBlock, type Opening } from './letter.js';
import type { MailedMeeting } from './mailed-meeting.js';
import { mailWithCalendar } from './meeting-mail.js';
import { attendeesWords, manageButton, meetingFacts, seeBooking } from './meeting-parts.js';
import { attendeeOf, guestsOf, hostsOf, namesIn, type Reader } from './reader.js';

/** Returns a mail for the attendee, each host and each guest, with the meeting for their calendars. */
export const confirmationMails = (meeting: MailedMeeting): readonly Mail[] => [
  toAttendee(meeting),
  ...hostsOf(meeting).map((reader) => toHost(meeting, reader)),
  ...guestsOf(meeting).map((reader) => toGuest(meeting, reader)),
];

/** It waited for the host, so this mail brings the host's answer. */
const isApproved = ({ booking }: MailedMeeting): boolean => booking.approval !== undefined;

const toAttendee = (meeting: MailedMeeting): Mail => {
  const reader = attendeeOf(meeting);
  const { booked, hello, labels } = reader.texts;
  const names = namesIn(meeting);
  return mailWithCalendar(meeting, reader, {
    subject: booked.subject(names),
    heading: booked.heading,
    greeting: hello(names.attendee),
    blocks: [
      textBlock(isApproved(meeting) ? booked.approvedLead(names) : booked.lead(names)),
      meetingFacts(meeting, reader),
      ...quote(meeting.booking.message, labels.message),
      manageButton(meeting, reader.texts.manage),
      hint(booked.hint),
    ],
  });
};

const toHost = (meeting: MailedMeeting, reader: Reader): Mail => {
  const { lead, ...words } = hostsWords(meeting, reader);
  return mailWithCalendar(meeting, reader, {
    ...words,
    blocks: [
      textBlock(lead),
      meetingFacts(meeting, reader),
      ...clashOfOptIn(meeting, reader),
      ...attendeesWords(meeting, reader.texts),
      buttons(seeBooking(meeting, reader)),
    ],
  });
};

/** No earlier mail has warned the host of an attempt that waited for its attendee. A host who approved it knew of the clash. */
const clashOfOptIn = (meeting: MailedMeeting, reader: Reader): readonly Block[] => {
  const warnings = isApproved(meeting) ? [] : clashWarnings(meeting, reader);
  return warnings.length === 0 ? [] : [...warnings, textBlock(reader.texts.clash.booked)];
};

const hostsWords = (meeting: MailedMeeting, { texts: { booked } }: Reader): Opening => {
  const names = namesIn(meeting);
  if (isApproved(meeting)) {
    const { approvedHostSubject, approvedHostHeading, approvedHostLead } = booked;
    return { subject: approvedHostSubject(names), heading: approvedHostHeading, lead: approvedHostLead(names) };
  }
  const { hostHeading: heading, hostSubject, hostLead, behalfHostSubject, behalfHostLead } = booked;
  return meeting.isByAttendee
    ? { subject: hostSubject(names), heading, lead: hostLead(names) }
    : { subject: behalfHostSubject(names), heading, lead: behalfHostLead(names) };
};

const toGuest = (meeting: MailedMeeting, reader: Reader): Mail => {
  const { invited, hello } = reader.texts;
  const names = namesIn(meeting);
  const { email } = meeting.booking.request.attendee;
  return mailWithCalendar(meeting, reader, {
    subject: invited.subject(names),
    heading: invited.heading,
    greeting: hello(''),
    blocks: [
      textBlock(invited.lead(names)),
      meetingFacts(meeting, reader),
      hint(invited.hint(`${names.attendee} (${email})`)),
    ],
  });
};
