import type { Slot } from '../../api/client.js';
import { type AnswerValues, answersOf, unanswered } from '../../shared/question-answers.js';
import { looksLikeEmail } from '../../shared/email-address.js';
import type { Link, MeetingType } from '../api/shapes.js';
import { type FieldProblem, filled, found } from '../ui/field-problems.js';

/** A booking on a recipient's behalf, as typed. */
export interface HostBookingDraft {
  readonly name: string;
  readonly email: string;
  readonly note: string;
  /** One address per line. */
  readonly guests: string;
  readonly answers: AnswerValues;
}

type TypeParts = Pick<MeetingType, 'questions' | 'maxGuests'>;

export const startDraft = ({ recipient }: Pick<Link, 'recipient'>): HostBookingDraft => ({
  name: recipient?.name ?? '',
  email: recipient?.email ?? '',
  note: '',
  guests: '',
  answers: {},
});

const guestsOf = ({ guests }: HostBookingDraft): string[] => guests.split(/[\s,;]+/).filter(Boolean);

export const toHostBooking = (slot: Slot, draft: HostBookingDraft, { questions }: TypeParts) => {
  const guests = guestsOf(draft);
  const note = draft.note.trim();
  return {
    start: slot.start,
    attendee: { name: draft.name.trim(), email: draft.email.trim() },
    ...(questions.length === 0 ? {} : { answers: answersOf(draft.answers, questions) }),
    ...(note === '' ? {} : { note }),
    ...(guests.length === 0 ? {} : { guests }),
  };
};

/** Validates the draft; returns problems by field. */
export const hostBookingProblems = (
  draft: HostBookingDraft,
  { questions, maxGuests }: TypeParts,
): Readonly<Partial<Record<string, FieldProblem>>> => {
  const guests = guestsOf(draft);
  const missing = unanswered(draft.answers, questions);
  return found<string>({
    name: filled(draft.name),
    email: filled(draft.email) ?? emailProblem(draft.email),
    guests: guests.length > maxGuests ? { kind: 'number', min: 0, max: maxGuests } : wrongGuest(guests),
    ...Object.fromEntries(missing.map(({ id }) => [`answers.${id}`, { kind: 'required' } as const])),
  });
};

/** Returns the field that a path of the request comes from, such as `attendee.email`; null if there is none. */
export const hostBookingField = (path: string): string | null => {
  const [first = '', second = ''] = path.split('.');
  if (first === 'attendee') return second === 'email' ? 'email' : 'name';
  if (first === 'answers') return `answers.${second}`;
  return first === 'guests' || first === 'note' ? first : null;
};

const emailProblem = (email: string): FieldProblem | null => (looksLikeEmail(email) ? null : { kind: 'emailWrong' });

const wrongGuest = (guests: readonly string[]): FieldProblem | null =>
  guests.every(looksLikeEmail) ? null : { kind: 'emailWrong' };
