import { endOfAttempt } from '@bookonce/contracts/streams/booking';
import { epochMsOf } from '@bookonce/kernel/json';
import type { Block } from '@bookonce/kernel/ports/letter';
import type { MailRole } from '@bookonce/contracts/events/booking';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import { buttons, hint, quote, textBlock } from './letter.js';
import { hadBegun, isNewLength, type MailedMeeting } from './mailed-meeting.js';
import { mailWithCalendar } from './meeting-mail.js';
import { manageButton, meetingFacts, seeBooking } from './meeting-parts.js';
import { attendeeOf, guestsOf, hostsOf, namesIn, type Reader } from './reader.js';

/** The parts of a mail about a change that depend on its reader. */
interface Change {
  /** The subject up to the name of the meeting. */
  readonly prefix: string;
  readonly heading: string;
  readonly lead: string;
  readonly more: readonly Block[];
}

/** Returns the mails about another time or length. The one who made the change gets one, too: calendars follow by it. */
export const movedMails = (meeting: MailedMeeting, to: readonly MailRole[]): readonly Mail[] => {
  const changed = isNewLength(meeting) ? newLength : newTime;
  return readersOf(meeting, to).map((reader) =>
    changeMail(meeting, reader, changed(meeting, reader), meetingFacts(meeting, reader, meeting.movedFrom)),
  );
};

const newTime = (meeting: MailedMeeting, reader: Reader): Change => {
  const { moved } = reader.texts;
  const names = namesIn(meeting);
  if (isWaiting(meeting))
    return { prefix: moved.prefix, heading: moved.askedHeading, lead: moved.askedLead(names), more: [] };
  const leads = { attendee: moved.lead, host: moved.hostLead, guest: moved.guestLead };
  const isFree = meeting.movedFrom !== null && epochMsOf(meeting.at) < epochMsOf(meeting.movedFrom.start);
  const more = reader.role === 'host' && isFree ? [hint(moved.hostHint)] : [];
  return { prefix: moved.prefix, heading: moved.heading, lead: leads[reader.role](names), more };
};

const newLength = (meeting: MailedMeeting, reader: Reader): Change => {
  const { prefix, heading, lead, hostLead, guestLead, askedLead } = reader.texts.lengthChanged;
  const { start, end } = meeting.booking.time;
  const minutes = (Date.parse(end) - Date.parse(start)) / 60_000;
  const leads = { attendee: isWaiting(meeting) ? askedLead : lead, host: hostLead, guest: guestLead };
  return { prefix, heading, lead: leads[reader.role](namesIn(meeting), minutes), more: [] };
};

/** Returns the mails about a meeting that takes place elsewhere. */
export const placeChangedMails = (meeting: MailedMeeting, to: readonly MailRole[]): readonly Mail[] =>
  readersOf(meeting, to).map((reader) => {
    const { prefix, heading } = reader.texts.placeChanged;
    const change = { prefix, heading, lead: placeLead(meeting, reader), more: [] };
    return changeMail(meeting, reader, change, meetingFacts(meeting, reader));
  });

const placeLead = (meeting: MailedMeeting, { role, texts }: Reader): string => {
  const { lead, hostLead, guestLead, askedLead, openLead } = texts.placeChanged;
  const names = namesIn(meeting);
  if (meeting.location === null) return openLead(names);
  const leads = { attendee: isWaiting(meeting) ? askedLead : lead, host: hostLead, guest: guestLead };
  return leads[role](names);
};

/** Returns the mails about several changes at once: what counts is how the meeting is now. */
export const severalChangesMails = (meeting: MailedMeeting, to: readonly MailRole[]): readonly Mail[] =>
  readersOf(meeting, to).map((reader) => {
    const { prefix, heading, lead, hostLead, guestLead, askedLead } = reader.texts.severalChanges;
    const leads = { attendee: isWaiting(meeting) ? askedLead : lead, host: hostLead, guest: guestLead };
    const change = { prefix, heading, lead: leads[reader.role](namesIn(meeting)), more: [] };
    return changeMail(meeting, reader, change, meetingFacts(meeting, reader, meeting.movedFrom));
  });

export interface Cancellation {
  readonly by: 'attendee' | 'host';
}

/**
 * Returns a mail for everybody who knows of the meeting, also for the canceller: it is the receipt, and clears calendars.
 * Of an attempt that waits for the attendee's mail, nobody else knows, and the address may be somebody else's: no mail.
 */
export const cancellationMails = (meeting: MailedMeeting, { by }: Cancellation): readonly Mail[] => {
  if (endOfAttempt(meeting.booking) !== null) return [];
  const isRequestCancelled = !meeting.booking.wasConfirmed && by === 'attendee';
  return everybody(meeting).map((reader) => {
    const change = isRequestCancelled ? requestCancellation(meeting, reader) : cancellation(meeting, reader, by);
    return changeMail(meeting, reader, change, meetingFacts(meeting, reader), false);
  });
};

const cancellation = (meeting: MailedMeeting, reader: Reader, by: Cancellation['by']): Change => {
  const { cancelled } = reader.texts;
  const leads = {
    attendee: by === 'attendee' ? cancelled.byAttendee : cancelled.byHost,
    host: by === 'attendee' ? cancelled.hostByAttendee : cancelled.hostByHost,
    guest: cancelled.guestLead,
  };
  const { prefix, heading } = cancelled;
  return { prefix, heading, lead: leads[reader.role](namesIn(meeting)), more: afterTheEnd(meeting, reader) };
};

const requestCancellation = (meeting: MailedMeeting, reader: Reader): Change => {
  const { prefix, heading, lead, hostLead } = reader.texts.requestCancelled;
  const words = reader.role === 'host' ? hostLead : lead;
  return { prefix, heading, lead: words(namesIn(meeting)), more: afterTheEnd(meeting, reader) };
};

/** The reason, and what is left to do. */
const afterTheEnd = (meeting: MailedMeeting, { role, texts }: Reader): readonly Block[] => {
  const { labels, askForLink, free } = texts;
  const next = { attendee: [textBlock(askForLink)], host: hadBegun(meeting) ? [] : [textBlock(free)], guest: [] };
  return [...quote(meeting.booking.endedReason, labels.reason), ...next[role]];
};

const isWaiting = ({ booking }: MailedMeeting): boolean => booking.status === 'awaitingApproval';

const readersOf = (meeting: MailedMeeting, to: readonly MailRole[]): readonly Reader[] =>
  [attendeeOf(meeting), ...hostsOf(meeting), ...guestsOf(meeting)].filter(({ role }) => to.includes(role));

const everybody = (meeting: MailedMeeting): readonly Reader[] => [
  attendeeOf(meeting),
  ...hostsOf(meeting),
  ...(meeting.booking.wasConfirmed ? guestsOf(meeting) : []),
];

const changeMail = (
  meeting: MailedMeeting,
  reader: Reader,
  { prefix, heading, lead, more }: Change,
  about: Block,
  canBeManaged = true,
): Mail => {
  const names = namesIn(meeting);
  const { attendeesMeeting, hostsMeeting, manage, requested } = reader.texts;
  return mailWithCalendar(meeting, reader, {
    subject: prefix + (reader.role === 'host' ? hostsMeeting(names) : attendeesMeeting(names)),
    heading,
    ...greeting(reader),
    blocks: [
      textBlock(lead),
      about,
      ...more,
      ...(canBeManaged && reader.role === 'attendee'
        ? [manageButton(meeting, isWaiting(meeting) ? requested.manage : manage)]
        : []),
      ...(reader.role === 'host' ? [buttons(seeBooking(meeting, reader))] : []),
    ],
  });
};

/** Hosts get no greeting: their mails are notes about their calendar. */
const greeting = ({ role, to, texts }: Reader): { readonly greeting?: string } =>
  role === 'host' ? {} : { greeting: texts.hello(to.name) };
