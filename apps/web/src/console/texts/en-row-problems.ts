import { type Expected, type RefusedField, type RowProblem, shownCell } from '../links/row-problem.js';

/** Says what is wrong with a row of an import, and what is expected. */
export const enRowProblem = (problem: RowProblem): string => {
  switch (problem.type) {
    case 'wrongValue': {
      const value = `“${shownCell(problem.cell)}”`;
      return `${problem.heading === '' ? value : `${problem.heading} ${value}`}. Expected: ${expectation(problem.expected)}.`;
    }
    case 'refused':
      return `Not accepted: ${problem.fields.map((field) => refusedFields[field]).join(', ')}.`;
    case 'tooMuchData':
      return 'Too much data: at most 50 columns, with headings of 64 and values of 500 characters.';
    case 'nobody':
      return 'A name or an e-mail address is missing.';
    case 'noEmail':
      return 'An e-mail address is missing. “Recipient only” needs one.';
    case 'noPlace':
      return 'The place is missing. “Place details” needs one: video, phone or in person.';
    case 'halfRange':
      return '“First day” and “Last day” need each other. One of them is missing.';
    case 'backwards':
      return '“Last day” is before “First day”. It must be the same day or later.';
    case 'twoWindows':
      return '“Days ahead” and “First day” exclude each other. Fill in one of them.';
  }
};

const refusedFields: Readonly<Record<RefusedField, string>> = {
  name: 'name',
  email: 'e-mail',
  note: 'note',
  data: 'data for integrations',
  days: 'valid days',
  reminders: 'reminders',
  length: 'length',
  place: 'place',
  times: 'times',
  other: 'another value',
};

const expectation = (expected: Expected): string => {
  switch (expected.type) {
    case 'text':
      return `at most ${expected.most} characters`;
    case 'number':
      return `a whole number from ${expected.min} to ${expected.max}`;
    case 'reminderDays':
      return `one or two whole numbers from 1 to ${expected.max}, the smaller one first, such as 7 14`;
    case 'times':
      return `at most ${expected.most} times in the future, separated by |, such as 2030-03-30 10:00 | 2030-03-31 15:30`;
    case 'email':
      return 'an e-mail address, such as ada@example.com';
    case 'yesOrNo':
      return 'yes or no';
    case 'place':
      return 'video, phone or in person';
    case 'confirmation':
      return 'instant, approval or opt-in';
    case 'date':
      return 'a day, such as 2030-03-30';
  }
};
