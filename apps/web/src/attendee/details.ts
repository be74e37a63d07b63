import { hasVisibleCharacter } from '@bookonce/kernel/shown-text';
import type { PublicLink, Question, Slot } from '../api/client.js';
import type { Messages } from '../messages/en.js';
import { looksLikeEmail } from '../shared/email-address.js';
import { type AnswerValues, answersOf, unanswered } from '../shared/question-answers.js';
import type { Tracking } from './tracking.js';

/** The form as typed, sent or not. */
export interface Details {
  readonly name: string;
  readonly email: string;
  readonly note: string;
  readonly answers: AnswerValues;
  /** E-mail addresses, in the order of their fields. */
  readonly guests: readonly string[];
}

const noDetails: Details = { name: '', email: '', note: '', answers: {}, guests: [] };

/** Returns the form as it opens: with the recipient of the link, if the page may show who that is. */
export const detailsFor = ({ recipient }: Pick<PublicLink, 'recipient'>): Details => ({
  ...noDetails,
  name: recipient?.name ?? '',
  email: recipient?.email ?? '',
});

/** Returns the body of a booking request, without fields that are empty. */
export const toBookingRequest = (
  slot: Slot,
  details: Details,
  questions: readonly Question[],
  { timeZone, tracking }: { readonly timeZone: string; readonly tracking: Tracking },
) => {
  const { name, email, note } = details;
  const guests = withoutEmptyGuests(details).guests.map((guest) => guest.trim());
  return {
    start: slot.start,
    attendee: { name: name.trim(), email: email.trim(), timeZone },
    ...(questions.length === 0 ? {} : { answers: answersOf(details.answers, questions) }),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
    ...(guests.length === 0 ? {} : { guests }),
    ...(Object.keys(tracking).length === 0 ? {} : { tracking }),
  };
};

/** Messages by field name, which is also the path in the service's validation errors. */
export type FieldErrors = Readonly<Record<string, string>>;

export const guestPath = (index: number): string => `guests.${index}`;

export const answerPath = ({ id }: Question): string => `answers.${id}`;

/** Finds missing and invalid fields before the form is sent. */
export const detailErrors = (
  { name, email, answers, guests }: Details,
  questions: readonly Question[],
  messages: Messages,
): FieldErrors => {
  const missing = unanswered(answers, questions);
  const wrongGuests = guests.flatMap((guest, index) =>
    guest.trim() === '' || looksLikeEmail(guest) ? [] : [[guestPath(index), messages.emailWrong] as const],
  );
  return {
    ...(!hasVisibleCharacter(name) ? { 'attendee.name': messages.required } : {}),
    ...(looksLikeEmail(email)
      ? {}
      : { 'attendee.email': email.trim() === '' ? messages.required : messages.emailWrong }),
    ...Object.fromEntries(missing.map((question) => [answerPath(question), messages.required])),
    ...Object.fromEntries(wrongGuests),
  };
};

/** The form without fields for guests that are empty, so that the service's errors point to the right ones. */
export const withoutEmptyGuests = (details: Details): Details => ({
  ...details,
  guests: details.guests.filter((guest) => guest.trim() !== ''),
});

/** Errors without those of the field; `guests` stands for all fields of guests. */
export const withoutError = (errors: FieldErrors, name: string): FieldErrors =>
  Object.fromEntries(Object.entries(errors).filter(([path]) => path !== name && !path.startsWith(`${name}.`)));
