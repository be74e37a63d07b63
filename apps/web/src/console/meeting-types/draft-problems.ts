import { linesOf, type Draft, type QuestionDraft } from './draft.js';

/** Why a field cannot be saved as it is; `range` names the numbers that it may have. */
export type Problem =
  | { readonly kind: 'required' | 'noHosts' | 'wrongDates' }
  | { readonly kind: 'number'; readonly min: number; readonly max: number };

export type Problems = Readonly<Partial<Record<keyof Draft | `question.${string}`, Problem>>>;

const DAY_MINUTES = 24 * 60;

const whole = (text: string, min: number, max: number): Problem | null => {
  const number = text.trim() === '' ? Number.NaN : Number(text);
  return Number.isInteger(number) && number >= min && number <= max ? null : { kind: 'number', min, max };
};

const filled = (text: string): Problem | null => (text.trim() === '' ? { kind: 'required' } : null);

/** Everything that is wrong with a draft, by field. */
export const problemsOf = (draft: Draft): Problems => {
  const isRange = draft.windowType === 'range';
  const noticeHours = Number(draft.noticeHours);
  const isNoticeFine = draft.noticeHours.trim() !== '' && noticeHours >= 0 && noticeHours <= 8760;
  const found: Partial<Record<string, Problem | null>> = {
    name: filled(draft.name),
    hostIds: draft.hostIds.length === 0 ? { kind: 'noHosts' } : null,
    duration: whole(draft.duration, 1, DAY_MINUTES),
    interval: draft.interval === '' ? null : whole(draft.interval, 1, DAY_MINUTES),
    bufferBefore: whole(draft.bufferBefore, 0, DAY_MINUTES),
    bufferAfter: whole(draft.bufferAfter, 0, DAY_MINUTES),
    noticeHours: isNoticeFine ? null : { kind: 'number', min: 0, max: 8760 },
    maxPerDay: draft.maxPerDay === '' ? null : whole(draft.maxPerDay, 1, 1000),
    windowDays: isRange ? null : whole(draft.windowDays, 1, 730),
    windowFrom: isRange ? filled(draft.windowFrom) : null,
    windowTo: isRange ? lastDayProblem(draft) : null,
    linkValidityDays: whole(draft.linkValidityDays, 1, 3650),
    ...Object.fromEntries(draft.questions.map((question) => [`question.${question.id}`, questionProblem(question)])),
  };
  return Object.fromEntries(Object.entries(found).filter(([, problem]) => problem != null)) as Problems;
};

const lastDayProblem = ({ windowFrom, windowTo }: Draft): Problem | null =>
  filled(windowTo) ?? (windowTo < windowFrom ? { kind: 'wrongDates' } : null);

const questionProblem = ({ label, type, options }: QuestionDraft): Problem | null =>
  filled(label) ?? (type === 'select' && linesOf(options).length === 0 ? { kind: 'required' } : null);
