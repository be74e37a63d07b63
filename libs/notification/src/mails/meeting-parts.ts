import { givenAnswers } from '@bookonce/contracts/values/given-answers';
import type { Interval } from '@bookonce/contracts/values/instant';
import type { Location } from '@bookonce/contracts/values/meeting-type';
import { placeName } from '@bookonce/contracts/values/place-name';
import type { Block, Button, Fact } from '@bookonce/kernel/ports/letter';
import { buttons, facts, quote } from './letter.js';
import type { MailedMeeting } from './mailed-meeting.js';
import { whenOf } from './meeting-time.js';
import type { Reader } from './reader.js';
import type { MailTexts } from './texts/en.js';

/** When and where the meeting is, and with whom if the reader is not sure to know. */
export const meetingFacts = (meeting: MailedMeeting, reader: Reader, before: Interval | null = null): Block =>
  facts(
    ...(reader.role === 'host' ? [attendeeFact(meeting, reader.texts)] : []),
    { label: reader.texts.labels.when, value: whenOf(meeting.booking.time, reader) },
    ...(before === null ? [] : [{ label: reader.texts.labels.before, value: whenOf(before, reader) }]),
    ...placeFact(meeting.location, reader),
    ...(reader.role === 'host' ? guestsFact(meeting, reader.texts) : []),
  );

/** The attendee's answers, under the labels of the questions, and the note: for hosts. */
export const attendeesWords = (meeting: MailedMeeting, { labels, yes, no }: MailTexts): readonly Block[] => {
  const { request } = meeting.booking;
  const answered = givenAnswers(request, meeting.questions).map(({ label, answer }): Fact => {
    return { label, value: typeof answer === 'string' ? answer : answer ? yes : no };
  });
  return [...(answered.length === 0 ? [] : [facts(...answered)]), ...quote(request.note, labels.note)];
};

const placeFact = (location: Location | null, { texts, language }: Reader): readonly Fact[] =>
  location === null ? [] : [{ label: texts.labels.where, value: placeName(location, language) }];

const attendeeFact = ({ booking }: MailedMeeting, { labels }: MailTexts): Fact => {
  const { name, email } = booking.request.attendee;
  return { label: labels.withWhom, value: `${name} <${email}>` };
};

const guestsFact = ({ booking }: MailedMeeting, { labels }: MailTexts): readonly Fact[] => {
  const { guests = [] } = booking.request;
  return guests.length === 0 ? [] : [{ label: labels.guests, value: guests.join(', ') }];
};

/** The way back to the booking, for its attendee alone. */
export const manageButton = ({ manageUrl }: MailedMeeting, label: string): Block => buttons({ label, url: manageUrl });

/** The way to the booking in the console, for hosts. */
export const seeBooking = ({ bookingUrl }: MailedMeeting, { texts }: Reader): Button => ({
  label: texts.seeBooking,
  url: bookingUrl,
});
