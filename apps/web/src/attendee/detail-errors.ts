import type { Question } from '../api/client.js';
import type { Messages } from '../messages/en.js';
import { looksLikeEmail } from '../shared/email-address.js';
import type { Details } from './details.js';

/** By the name of the field, which is the path that the service names. */
export type FieldErrors = Readonly<Record<string, string>>;

export const answerPath = ({ id }: Question): string => `answers.${id}`;

/** What is missing or cannot be, before it is sent. */
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
