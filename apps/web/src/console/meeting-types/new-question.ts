import type { QuestionDraft } from './draft.js';

export const MAX_QUESTIONS = 20;

/** An empty question of one line, with what differs. */
export const newQuestion = (given: Partial<Pick<QuestionDraft, 'label' | 'required'>> = {}): QuestionDraft => ({
  id: `q_${crypto.randomUUID().slice(0, 8)}`,
  label: '',
  type: 'text',
  required: false,
  options: '',
  ...given,
});
