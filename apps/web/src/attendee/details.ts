import type { Question, Slot } from '../api/client.js';
import type { Messages } from '../messages/en.js';
import { looksLikeEmail } from '../shared/email-address.js';

export type AnswerValue = string | boolean;

/** The form as typed, sent or not. */
export interface Details {
  readonly name: string;
  readonly email: string;
  readonly note: string;
  readonly answers: { readonly [id: string]: AnswerValue };
}

export const noDetails: Details = { name: '', email: '', note: '', answers: {} };

/** Returns the body of a booking request, without fields that are empty. */
export const toBookingRequest = (slot: Slot, details: Details, questions: readonly Question[], timeZone: string) => {
  const { name, email, note } = details;
  const answers: { [id: string]: AnswerValue } = {};
  for (const { id, type } of questions) {
    const value = details.answers[id];
    if (type === 'checkbox') answers[id] = value === true;
    else if (typeof value === 'string' && value.trim() !== '') answers[id] = value.trim();
  }
  return {
    start: slot.start,
    attendee: { name: name.trim(), email: email.trim(), timeZone },
    ...(questions.length === 0 ? {} : { answers }),
    ...(note.trim() === '' ? {} : { note: note.trim() }),
  };
};

/** Messages by field name, which is also the path in the service's validation errors. */
export type FieldErrors = Readonly<Record<string, string>>;

export const answerPath = ({ id }: Question): string => `answers.${id}`;

/** Finds missing and invalid fields before the form is sent. */
export const detailErrors = (
  { name, email, answers }: Details,
  questions: readonly Question[],
  messages: Messages,
): FieldErrors => {
  const missing = questions.filter((question) => {
    const answer = answers[question.id];
    return question.required && (typeof answer === 'string' ? answer.trim() === '' : answer !== true);
  });
  return {
    ...(name.trim() === '' ? { 'attendee.name': messages.required } : {}),
    ...(looksLikeEmail(email)
      ? {}
      : { 'attendee.email': email.trim() === '' ? messages.required : messages.emailWrong }),
    ...Object.fromEntries(missing.map((question) => [answerPath(question), messages.required])),
  };
};

export const withoutError = (errors: FieldErrors, name: string): FieldErrors =>
  Object.fromEntries(Object.entries(errors).filter(([path]) => path !== name));
