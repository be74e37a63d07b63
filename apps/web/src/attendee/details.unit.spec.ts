import { describe, expect, it } from '@jest/globals';
import type { Question } from '../api/client.js';
import { en } from '../messages/en.js';
import { detailErrors, noDetails, withoutError } from './details.js';

const questions: readonly Question[] = [
  { id: 'topic', label: 'Topic', type: 'text', required: true },
  { id: 'terms', label: 'Terms', type: 'checkbox', required: true },
  { id: 'more', label: 'More', type: 'longText', required: false },
];

describe('errors of the details form', () => {
  it('reports missing fields', () => {
    expect(Object.keys(detailErrors(noDetails, questions, en))).toEqual([
      'attendee.name',
      'attendee.email',
      'answers.topic',
      'answers.terms',
    ]);
    const details = { name: 'Bea', email: 'bea@example.com', note: '', answers: { topic: 'x', terms: true } };
    expect(detailErrors(details, questions, en)).toEqual({});
    expect(detailErrors({ ...details, answers: { topic: ' ', terms: false } }, questions, en)).toEqual({
      'answers.topic': en.required,
      'answers.terms': en.required,
    });
  });

  it('removes the error of one field', () => {
    expect(withoutError({ a: 'x', b: 'y' }, 'a')).toEqual({ b: 'y' });
  });
});
