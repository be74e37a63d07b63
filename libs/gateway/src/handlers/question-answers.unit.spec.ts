import { describe, expect, it } from '@jest/globals';
import type { Question } from '@bookonce/contracts/values/meeting-type';
import { answerErrors } from './question-answers.js';

const questions: readonly Question[] = [
  { id: 'topic', label: 'Topic', type: 'text', required: true },
  { id: 'size', label: 'Size', type: 'select', required: false, options: ['small', 'large'] },
  { id: 'agree', label: 'Agree', type: 'checkbox', required: true },
];
const good = { topic: 'Prices', size: 'small', agree: true };
const pathsOf = (answers: Parameters<typeof answerErrors>[1]) =>
  answerErrors(questions, answers).map(({ path }) => path);

describe('answers to questions', () => {
  it('takes what fits', () => {
    expect(pathsOf(good)).toEqual([]);
    expect(pathsOf({ topic: 'Prices', agree: true })).toEqual([]);
  });

  it.each([
    ['a required one left out', { agree: true }, 'answers.topic'],
    ['a required one left blank', { ...good, topic: '  ' }, 'answers.topic'],
    ['another type', { ...good, topic: true }, 'answers.topic'],
    ['two lines where one is asked for', { ...good, topic: 'Prices\nTerms' }, 'answers.topic'],
    ['no option', { ...good, size: 'medium' }, 'answers.size'],
    ['a required box unchecked', { ...good, agree: false }, 'answers.agree'],
    ['text for a box', { ...good, agree: 'yes' }, 'answers.agree'],
    ['a question that is none', { ...good, extra: 'x' }, 'answers.extra'],
    ['a name every object has', { ...good, toString: 'x' }, 'answers.toString'],
  ])('refuses %s', (_what, answers, path) => {
    expect(pathsOf(answers)).toEqual([path]);
  });
});
