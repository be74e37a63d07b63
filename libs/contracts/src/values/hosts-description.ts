import type { BookingRequest } from '../events/booking.js';
import { givenAnswers } from './given-answers.js';
import type { Language } from './language.js';
import type { Question } from './meeting-type.js';

const WORDS = {
  en: { note: 'Note', guests: 'Guests', yes: 'yes', no: 'no', booking: 'See the booking' },
  de: { note: 'Anmerkung', guests: 'Weitere Personen', yes: 'ja', no: 'nein', booking: 'Buchung ansehen' },
} as const satisfies Readonly<Record<Language, object>>;

/** The description of a meeting in calendars of its hosts: the attendee and their words. It stays the same when the meeting moves. */
export const hostsDescription = (
  request: Pick<BookingRequest, 'attendee' | 'answers' | 'note' | 'guests'>,
  questions: readonly Pick<Question, 'id' | 'label'>[],
  language: Language,
  bookingUrl: string,
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
    `${words.booking}: ${bookingUrl}`,
  ].join('\n');
};
