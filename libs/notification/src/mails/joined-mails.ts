import type { MailRole } from '@bookonce/contracts/events/booking';
import type { StartedBooking } from '@bookonce/contracts/streams/booking';
import { isSamePlace } from '@bookonce/contracts/values/meeting-place';
import type { Mail } from '@bookonce/kernel/ports/mailer';
import { movedMails, placeChangedMails, severalChangesMails } from './change-mails.js';
import type { MailedMeeting } from './mailed-meeting.js';

/**
 * Returns the mails about all that has changed since these readers were last mailed about the booking: one mail each, in the
 * words for a single change if that is what it comes to.
 */
export const joinedMails = (meeting: MailedMeeting, before: StartedBooking, role: MailRole): readonly Mail[] => {
  const since = sinceThen(meeting, before);
  const hasMoved = since.movedFrom !== null;
  const isElsewhere = !isSamePlace(before.location, meeting.booking.location);
  if (hasMoved === isElsewhere) return severalChangesMails(since, [role]);
  return hasMoved ? movedMails(since, [role]) : placeChangedMails(since, [role]);
};

/** The meeting as it is, with the time that its readers know. */
export const sinceThen = (meeting: MailedMeeting, before: StartedBooking): MailedMeeting => {
  const { start, end } = before.time;
  const { time } = meeting.booking;
  return { ...meeting, movedFrom: start === time.start && end === time.end ? null : { start, end } };
};
