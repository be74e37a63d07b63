import type { BookingRequest } from '../events/booking.js';
import type { Question } from './meeting-type.js';

/** An answer as it was given: a text, or whether a box was ticked. */
export interface GivenAnswer {
  /** The label of its question; the question's id if that is not known any more. */
  readonly label: string;
  readonly answer: string | boolean;
}

/** The attendee's answers in the order of the questions, without empty ones. */
export const givenAnswers = (
  { answers }: Pick<BookingRequest, 'answers'>,
  questions: readonly Pick<Question, 'id' | 'label'>[],
): readonly GivenAnswer[] => {
  const labelOf = (id: string): string => questions.find((question) => question.id === id)?.label ?? id;
  const inOrder = [...questions.map(({ id }) => id), ...Object.keys(answers)];
  return [...new Set(inOrder)].flatMap((id): readonly GivenAnswer[] => {
    // A question may be called `constructor`.
    const answer = Object.hasOwn(answers, id) ? answers[id] : undefined;
    return answer === undefined || answer === '' ? [] : [{ label: labelOf(id), answer }];
  });
};
