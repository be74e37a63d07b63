import type { Question, Slot } from '../api/client.js';

export type AnswerValue = string | boolean;

/** What has been typed, whether it is sent yet or not. */
export interface Details {
  readonly name: string;
  readonly email: string;
  readonly note: string;
  readonly answers: { readonly [id: string]: AnswerValue };
}

export const noDetails: Details = { name: '', email: '', note: '', answers: {} };

/** The body that asks for a booking; what was left empty is left out. */
export const bodyOf = (slot: Slot, details: Details, questions: readonly Question[], timeZone: string) => {
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
