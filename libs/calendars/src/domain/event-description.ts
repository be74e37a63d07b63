import type { BookingRequest } from '@bookonce/contracts/events/booking';
import { givenAnswers } from '@bookonce/contracts/values/given-answers';
import type { Language } from '@bookonce/contracts/values/language';
import type { Question } from '@bookonce/contracts/values/meeting-type';
import { de } from './texts/de.js';
import { en, type EventWords } from './texts/en.js';

const WORDS: Readonly<Record<Language, EventWords>> = { en, de };

/** The description of an event for its hosts: the attendee and their words. It stays the same when the meeting moves. */
export const eventDescription = (
  request: Pick<BookingRequest, 'attendee' | 'answers' | 'note' | 'guests'>,
  questions: readonly Pick<Question, 'id' | 'label'>[],
  language: Language,
  bookingsUrl: string,
): string => {
  const { attendee, note = '', guests = [] } = request;
  const words = WORDS[language];
  const answers = givenAnswers(request, questions).map(({ label, answer }) => {
    const text = typeof answer === 'string' ? answer : answer ? words.yes : words.no;
    return `${label}: ${text}`;
  });
  return [
    `${attendee.name} <${attendee.email}>`,
    ...(guests.length === 0 ? [] : [`${words.guests}: ${guests.join(', ')}`]),
    ...answers,
    ...(note === '' ? [] : [`${words.note}: ${note}`]),
    `${words.bookings}: ${bookingsUrl}`,
  ].join('\n');
};
