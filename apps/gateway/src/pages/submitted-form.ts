import type { Question } from '@bookonce/contracts/values/meeting-type';
import { fieldOf, type FormValues } from './form-page.js';

const MOST_FIELDS = 100;

/** The fields of an urlencoded body; the first value of each counts. */
export const readForm = (body: string): FormValues => {
  const values: Record<string, string> = Object.create(null) as Record<string, string>;
  let count = 0;
  for (const [name, value] of new URLSearchParams(body)) {
    if (Object.hasOwn(values, name)) continue;
    count += 1;
    if (count > MOST_FIELDS) break;
    // What no store keeps, nobody typed.
    values[name] = value.replaceAll('\u0000', '').toWellFormed();
  }
  return values;
};

/** The body of a booking request as the form filled it in; fields left empty are left out. */
export const bookingOf = (values: FormValues, questions: readonly Question[]): object => {
  const given = (name: string): string | undefined => {
    const value = values[name]?.trim();
    return value === undefined || value === '' ? undefined : value;
  };
  const answers: Record<string, string | boolean> = {};
  for (const question of questions) {
    const value = given(fieldOf(question));
    if (value !== undefined) answers[question.id] = question.type === 'checkbox' ? value === 'yes' : value;
  }
  return {
    start: values['start'],
    attendee: { name: given('name') ?? '', email: given('email') ?? '', timeZone: given('tz') },
    answers,
    note: given('note'),
  };
};
