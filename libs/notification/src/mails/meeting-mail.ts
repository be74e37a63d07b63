import { emailAt } from '@bookonce/contracts/values/former-emails';
import type { Letter } from '@bookonce/kernel/ports/letter';
import type { CalendarInvitation, Mail, MailSubject } from '@bookonce/kernel/ports/mailer';
import { written } from './letter.js';
import type { MailedMeeting } from './mailed-meeting.js';
import { guestsOf, namesIn, type Reader } from './reader.js';

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
  const { booking, requestedAt, at, hosts, location, manageUrl } = meeting;
  const { request, time, sequence } = booking;
  const isCancelled = booking.status === 'cancelled';
  const names = namesIn(meeting);
  const titles = { attendee: texts.attendeesMeeting, host: texts.hostsMeeting, guest: texts.guestsMeeting };
  return {
    method: isCancelled ? 'CANCEL' : 'REQUEST',
    meeting: {
      bookingId: request.bookingId,
      start: time.start,
      end: time.end,
      attendee: request.attendee,
      guests: guestsOf(meeting).map(({ to }) => to.email),
      hosts: hosts.map((host) => ({ name: host.name, email: emailAt(host, requestedAt) })),
      sequence,
      isCancelled,
      createdAt: requestedAt,
      changedAt: at,
      title: titles[role](names),
      ...(location?.value === undefined ? {} : { location: location.value }),
      ...(role === 'attendee' ? { manageUrl, manageNote: texts.manageInCalendar(manageUrl) } : {}),
    },
  };
};
