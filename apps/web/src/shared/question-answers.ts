import type { Question } from '../api/client.js';

export type AnswerValue = string | boolean;

/** Answers by question id. */
export type AnswerValues = Readonly<Record<string, AnswerValue>>;

/** Returns the answer to a question. Its id may be the name of something that every object inherits. */
export const answerTo = (id: string, answers: AnswerValues): AnswerValue | undefined =>
  Object.hasOwn(answers, id) ? answers[id] : undefined;

/** Returns the answers to send: trimmed, without texts that are empty. */
export const answersOf = (given: AnswerValues, questions: readonly Question[]): Record<string, AnswerValue> => {
  const answers: Record<string, AnswerValue> = {};
  for (const { id, type } of questions) {
    const value = answerTo(id, given);
    if (type === 'checkbox') answers[id] = value === true;
    else if (typeof value === 'string' && value.trim() !== '') answers[id] = value.trim();
  }
  return answers;
};

/** Returns the required questions that have no answer. */
export const unanswered = (given: AnswerValues, questions: readonly Question[]): readonly Question[] =>
  questions.filter(({ id, required }) => {
    const answer = answerTo(id, given);
    return required && (typeof answer === 'string' ? answer.trim() === '' : answer !== true);
  });
