import { calendarMeetingOf } from '@bookonce/contracts/streams/booked-meeting';
import { hostsDescription } from '@bookonce/contracts/values/hosts-description';
import type { CalendarMeeting } from '@bookonce/kernel/ports/calendar-meeting';
import type { Letter } from '@bookonce/kernel/ports/letter';
import type { CalendarInvitation, Mail, MailSubject } from '@bookonce/kernel/ports/mailer';
import { unreachable } from '@bookonce/kernel/result';
import { written } from './letter.js';
import type { MailedMeeting } from './mailed-meeting.js';
import { briefly } from './meeting-time.js';
import { namesIn, repliesOf, type Reader } from './reader.js';

/** Addresses a letter about a meeting to one reader, under an id that a replay repeats (I14). The subject gets its time. */
export const mailTo = (meeting: MailedMeeting, reader: Reader, letter: Omit<Letter, 'language'>): Mail => ({
  effectId: `${meeting.eventId}/${reader.effect}`,
  to: reader.to,
  replyTo: repliesOf(reader, meeting),
  ...written({
    ...letter,
    language: reader.language,
    subject: `${letter.subject}, ${briefly(meeting.booking.time.start, reader)}`,
  }),
  about: subjectOf(meeting),
});

/** Another place or length leaves the state as it is: a reminder of the meeting stays useful. */
const subjectOf = ({ booking, revision }: MailedMeeting): MailSubject => {
  const { status, time, approval, request } = booking;
  return { topic: request.bookingId, state: `${status}/${time.start}/${approval?.round ?? 0}`, revision };
};

/** The same mail, which is not to go out once the booking is in another state. */
export const whileItHolds = (mail: Mail): Mail =>
  mail.about === undefined ? mail : { ...mail, about: { ...mail.about, mustHold: true } };

/** The same, with the meeting for the reader's calendar. A meeting that was never confirmed is in none. */
export const mailWithCalendar = (meeting: MailedMeeting, reader: Reader, letter: Omit<Letter, 'language'>): Mail => ({
  ...mailTo(meeting, reader, letter),
  ...(meeting.booking.wasConfirmed ? { calendar: calendarFor(meeting, reader) } : {}),
});

const calendarFor = (meeting: MailedMeeting, reader: Reader): CalendarInvitation => {
  const { booking, at } = meeting;
  const { role, texts } = reader;
  const names = namesIn(meeting);
  const titles = { attendee: texts.attendeesMeeting, host: texts.hostsMeeting, guest: texts.guestsMeeting };
  return {
    method: booking.status === 'cancelled' ? 'CANCEL' : 'REQUEST',
    meeting: {
      ...calendarMeetingOf({ ...meeting, changedAt: at }, reader, titles[role](names)),
      ...wayBack(meeting, reader),
    },
  };
};

/** Where the reader sees to the booking; hosts also find the attendee's words there. */
const wayBack = (
  { booking, questions, manageUrl, bookingUrl }: MailedMeeting,
  { role, language, texts }: Reader,
): Pick<CalendarMeeting, 'manageUrl' | 'manageNote'> => {
  switch (role) {
    case 'attendee':
      return { manageUrl, manageNote: texts.manageInCalendar(manageUrl) };
    case 'host':
      return { manageUrl: bookingUrl, manageNote: hostsDescription(booking.request, questions, language, bookingUrl) };
    case 'guest':
      return {};
    default:
      return unreachable(role);
  }
};
