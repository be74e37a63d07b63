import type { FieldError } from '@bookonce/contracts/replies';
import type { Question } from '@bookonce/contracts/values/meeting-type';
import type { QuestionAnswers } from '@bookonce/contracts/values/people';
import { isOneLine, ONE_LINE_RULE } from '@bookonce/contracts/values/text';
import { unreachable } from '@bookonce/kernel/result';

/** Checks the answers to a meeting type's questions; empty if they are all right. */
export const answerErrors = (questions: readonly Question[], answers: QuestionAnswers): readonly FieldError[] => {
  const known = new Set(questions.map((question) => question.id));
  const unknown = Object.keys(answers)
    .filter((id) => !known.has(id))
    .map((id) => ({ path: `answers.${id}`, message: 'is not a question of this meeting type' }));
  const wrong = questions.flatMap((question) => {
    const given = Object.hasOwn(answers, question.id) ? answers[question.id] : undefined;
    const message = complaint(question, given);
    return message === null ? [] : [{ path: `answers.${question.id}`, message }];
  });
  return [...unknown, ...wrong];
};

/** The questions that were answered, in the order in which they are asked; undefined if there are none. */
export const answeredQuestions = (questions: readonly Question[], answers: QuestionAnswers): Question[] | undefined => {
  const answered = questions.filter(({ id }) => Object.hasOwn(answers, id));
  return answered.length === 0 ? undefined : answered;
};

const complaint = (question: Question, answer: string | boolean | undefined): string | null => {
  if (answer === undefined) return question.required ? 'is required' : null;
  switch (question.type) {
    case 'checkbox':
      if (typeof answer !== 'boolean') return 'must be true or false';
      return question.required && !answer ? 'must be checked' : null;
    case 'select':
      if (typeof answer !== 'string' || !question.options.includes(answer)) return 'must be one of the options';
      return null;
    case 'text':
    case 'longText':
      if (typeof answer !== 'string') return 'must be text';
      if (question.type === 'text' && !isOneLine(answer)) return ONE_LINE_RULE;
      return question.required && answer.trim() === '' ? 'is required' : null;
    default:
      return unreachable(question);
  }
};
