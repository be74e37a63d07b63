import type { MeetingType } from '../api/shapes.js';
import { type FieldProblem, whole } from '../ui/field-problems.js';

type Reminder = MeetingType['reminders'][number];

export const UNITS = ['minutes', 'hours', 'days'] as const;
type Unit = (typeof UNITS)[number];

const MINUTES_PER: Readonly<Record<Unit, number>> = { minutes: 1, hours: 60, days: 24 * 60 };
const LONGEST_DAYS = 30;

export const MAX_REMINDERS = 5;

/** A reminder before the meeting as typed. */
export interface ReminderDraft {
  readonly key: string;
  readonly amount: string;
  readonly unit: Unit;
  readonly to: Reminder['to'];
}

export const newReminder = (amount: string, unit: Unit, to: Reminder['to'] = 'attendee'): ReminderDraft => ({
  key: crypto.randomUUID(),
  amount,
  unit,
  to,
});

/** A day and an hour before: what the form suggests. */
export const suggestedReminders = (): readonly ReminderDraft[] => [newReminder('1', 'days'), newReminder('1', 'hours')];

/** Shows minutes in the largest unit that divides them. */
export const toReminderDraft = ({ minutesBefore, to }: Reminder): ReminderDraft => {
  const unit = UNITS.findLast((one) => minutesBefore % MINUTES_PER[one] === 0) ?? 'minutes';
  return newReminder(String(minutesBefore / MINUTES_PER[unit]), unit, to);
};

export const toReminder = ({ amount, unit, to }: ReminderDraft): Reminder => ({
  minutesBefore: Number(amount) * MINUTES_PER[unit],
  to,
});

/** Finds reminders that are invalid or repeat the time of an earlier one. */
export const reminderProblems = (
  reminders: readonly ReminderDraft[],
): readonly { readonly key: string; readonly problem: FieldProblem }[] => {
  const times = new Set<number>();
  return reminders.flatMap((reminder) => {
    const { key, amount, unit } = reminder;
    const wrong = whole(amount, 1, (LONGEST_DAYS * MINUTES_PER.days) / MINUTES_PER[unit]);
    if (wrong !== null) return [{ key, problem: wrong }];
    const { minutesBefore } = toReminder(reminder);
    if (times.has(minutesBefore)) return [{ key, problem: { kind: 'repeatedReminder' } }];
    times.add(minutesBefore);
    return [];
  });
};

/** When the recipient of an unused link is reminded, as typed: in days after its issue; empty for never. */
export interface UnusedReminderDraft {
  readonly unusedFirst: string;
  readonly unusedSecond: string;
}

export const toUnusedReminderDays = ({ unusedFirst, unusedSecond }: UnusedReminderDraft): number[] =>
  [unusedFirst, unusedSecond].filter((days) => days.trim() !== '').map(Number);

/** The second reminder needs the first, and comes after it. */
export const unusedReminderProblems = ({
  unusedFirst,
  unusedSecond,
}: UnusedReminderDraft): Readonly<Record<keyof UnusedReminderDraft, FieldProblem | null>> => {
  const days = (text: string): FieldProblem | null => (text.trim() === '' ? null : whole(text, 1, 365));
  const isOutOfOrder = unusedSecond.trim() !== '' && Number(unusedSecond) <= Number(unusedFirst);
  return {
    unusedFirst:
      days(unusedFirst) ?? (unusedFirst.trim() === '' && unusedSecond.trim() !== '' ? { kind: 'required' } : null),
    unusedSecond: days(unusedSecond) ?? (isOutOfOrder ? { kind: 'wrongReminderOrder' } : null),
  };
};
