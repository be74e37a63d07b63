import { calendarMeetingOf } from '@bookonce/contracts/streams/booked-meeting';
import type { Letter } from '@bookonce/kernel/ports/letter';
import type { CalendarInvitation, Mail, MailSubject } from '@bookonce/kernel/ports/mailer';
import { written } from './letter.js';
import type { MailedMeeting } from './mailed-meeting.js';
import { namesIn, type Reader } from './reader.js';

/** Addresses a letter about a meeting to one reader, under an id that a replay repeats (I14). */
export const mailTo = (
  meeting: MailedMeeting,
  { effect, to, language }: Reader,
  letter: Omit<Letter, 'language'>,
): Mail => ({
  effectId: `${meeting.eventId}/${effect}`,
  to,
  ...written({ ...letter, language }),
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

const calendarFor = (meeting: MailedMeeting, { role, texts }: Reader): CalendarInvitation => {
  const { booking, at, manageUrl } = meeting;
  const names = namesIn(meeting);
  const titles = { attendee: texts.attendeesMeeting, host: texts.hostsMeeting, guest: texts.guestsMeeting };
  return {
    method: booking.status === 'cancelled' ? 'CANCEL' : 'REQUEST',
    meeting: {
      ...calendarMeetingOf({ ...meeting, changedAt: at }, titles[role](names)),
      ...(role === 'attendee' ? { manageUrl, manageNote: texts.manageInCalendar(manageUrl) } : {}),
    },
  };
};
