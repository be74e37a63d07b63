import { hasVisibleCharacter } from '@bookonce/kernel/shown-text';
import type { Host } from '../api/shapes.js';
import { looksLikeEmail } from '../../shared/email-address.js';
import { hasProblem, WEEKDAYS, toWeekly, toWeek, type TimeRange, type Week } from './week.js';

/** A day with its own hours instead of the weekly ones; closed without ranges. */
export interface OverrideDraft {
  readonly key: string;
  readonly date: string;
  readonly ranges: readonly TimeRange[];
}

export interface TimeOffDraft {
  readonly key: string;
  readonly from: string;
  readonly to: string;
}

/** A host as typed into the form. */
export interface HostDraft {
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
  /** Such as `de-AT`; empty: none of their own. */
  readonly language: string;
  readonly week: Week;
  readonly overrides: readonly OverrideDraft[];
  readonly timeOff: readonly TimeOffDraft[];
}

const OFFICE = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '09:00', to: '17:00' }];

export const emptyHost = (timeZone: string): HostDraft => ({
  name: '',
  email: '',
  timeZone,
  language: '',
  week: toWeek(OFFICE.map(({ days, ...range }) => ({ days: [...days], ...range }))),
  overrides: [],
  timeOff: [],
});

export const toDraft = ({ name, email, language = '', schedule, timeOff }: Host): HostDraft => ({
  name,
  email,
  timeZone: schedule.timeZone,
  language,
  week: toWeek(schedule.weekly),
  overrides: (schedule.overrides ?? []).map(({ date, ranges }) => ({ key: date, date, ranges })),
  timeOff: timeOff.map(({ from, to }) => ({ key: `${from}/${to}`, from, to })),
});

/** Returns the hours of a valid draft in the form of the API. */
export const toHours = (draft: HostDraft) => ({
  schedule: {
    timeZone: draft.timeZone,
    weekly: toWeekly(draft.week),
    overrides: sortedOverrides(draft).map(({ date, ranges }) => ({
      date,
      ranges: ranges.map((range) => ({ ...range })),
    })),
  },
  timeOff: sortedTimeOff(draft).map(({ from, to }) => ({ from, to })),
});

/** The order in which days with different hours are sent. */
export const sortedOverrides = ({ overrides }: HostDraft): readonly OverrideDraft[] =>
  overrides.toSorted((a, b) => (a.date < b.date ? -1 : 1));

/** The order in which time off is sent. */
export const sortedTimeOff = ({ timeOff }: HostDraft): readonly TimeOffDraft[] =>
  timeOff.toSorted((a, b) => (a.from < b.from ? -1 : 1));

export type DatesProblem = 'required' | 'duplicate' | 'wrongOrder';

export const overrideProblem = (all: readonly OverrideDraft[], { key, date }: OverrideDraft): DatesProblem | null => {
  if (date === '') return 'required';
  const first = all.find((other) => other.date === date);
  return first === undefined || first.key === key ? null : 'duplicate';
};

export const timeOffProblem = ({ from, to }: TimeOffDraft): DatesProblem | null => {
  if (from === '' || to === '') return 'required';
  return from <= to ? null : 'wrongOrder';
};

/** True if the hours are valid: they can be previewed and saved. */
export const areHoursValid = (draft: HostDraft): boolean => countHourProblems(draft) === 0;

const countHourProblems = ({ week, overrides, timeOff }: HostDraft): number =>
  WEEKDAYS.filter((day) => hasProblem(week[day])).length +
  overrides.filter((one) => overrideProblem(overrides, one) !== null).length +
  overrides.filter((one) => hasProblem(one.ranges)).length +
  timeOff.filter((off) => timeOffProblem(off) !== null).length;

/** How many fields, days or periods are missing or invalid. */
export const countProblems = (draft: HostDraft): number =>
  [!hasVisibleCharacter(draft.name), !looksLikeEmail(draft.email.trim())].filter(Boolean).length +
  countHourProblems(draft);

export const isValid = (draft: HostDraft): boolean => countProblems(draft) === 0;
