import { describe, expect, it } from '@jest/globals';
import { ApiError } from '../../api/client.js';
import { emptyDraft, fieldOfPath } from '../meeting-types/draft.js';
import { refusedFields } from './refused-fields.js';

const draft = {
  ...emptyDraft([]),
  questions: [{ id: 'q1', label: 'Why?', type: 'select' as const, options: 'a', required: false }],
};
const refusal = (...paths: readonly string[]) =>
  new ApiError({
    type: '/problems/validation-failed',
    title: 'Validation failed',
    status: 422,
    detail: 'See the errors.',
    errors: paths.map((path) => ({ path, message: 'Too small: expected string to have >=1 characters' })),
  });

describe('refused fields', () => {
  it('is marked at the field that it came from', () => {
    expect(
      refusedFields(refusal('bookingWindow.from', 'questions.0.options.0', 'location.value'), fieldOfPath(draft)),
    ).toEqual({
      windowFrom: { kind: 'refused' },
      'question.q1': { kind: 'refused' },
      placeValue: { kind: 'refused' },
    });
  });

  it('is nothing for unknown paths and other failures', () => {
    expect(refusedFields(refusal('elsewhere', 'questions.7.label'), fieldOfPath(draft))).toEqual({});
    expect(refusedFields(new ApiError(null), fieldOfPath(draft))).toEqual({});
    expect(refusedFields(new Error('lost'), fieldOfPath(draft))).toEqual({});
  });
});
