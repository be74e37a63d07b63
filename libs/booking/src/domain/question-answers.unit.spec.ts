import { describe, expect, it } from '@jest/globals';
import type { Question } from '@bookonce/contracts/values/meeting-type';
import { answerErrors } from './question-answers.js';

const questions: readonly Question[] = [
  { id: 'topic', label: 'Topic', type: 'text', required: true },
  { id: 'size', label: 'Size', type: 'select', required: false, options: ['small', 'large'] },
  { id: 'agree', label: 'Agree', type: 'checkbox', required: true },
];
const good = { topic: 'Prices', size: 'small', agree: true };
const wrongIn = (answers: Parameters<typeof answerErrors>[1]) =>
  answerErrors(questions, answers).map(({ path }) => path);

describe('answers to questions', () => {
  it('are accepted if they fit', () => {
    expect(wrongIn(good)).toEqual([]);
    expect(wrongIn({ topic: 'Prices', agree: true })).toEqual([]);
  });

  it.each([
    ['a required one left out', { agree: true }, 'topic'],
    ['a required one left blank', { ...good, topic: '  ' }, 'topic'],
    ['another type', { ...good, topic: true }, 'topic'],
    ['two lines where one is asked for', { ...good, topic: 'Prices\nTerms' }, 'topic'],
    ['no option', { ...good, size: 'medium' }, 'size'],
    ['a required box unchecked', { ...good, agree: false }, 'agree'],
    ['text for a box', { ...good, agree: 'yes' }, 'agree'],
    ['an unknown question', { ...good, extra: 'x' }, 'extra'],
    ['a name every object has', { ...good, toString: 'x' }, 'toString'],
  ])('refuses %s', (_what, answers, questionId) => {
    expect(wrongIn(answers)).toEqual([`answers.${questionId}`]);
  });
});
