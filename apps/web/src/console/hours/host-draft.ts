import type { Host } from '../api/shapes.js';
import { looksLikeEmail } from '../../shared/email-address.js';
import { hasProblem, WEEKDAYS, weeklyOf, weekOf, type TimeRange, type Week } from './week.js';

/** A day on which other hours hold than in every week; without ranges it is closed. */
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

/** A host as typed. */
export interface HostDraft {
  readonly name: string;
  readonly email: string;
  readonly timeZone: string;
  readonly week: Week;
  readonly overrides: readonly OverrideDraft[];
  readonly timeOff: readonly TimeOffDraft[];
}

const OFFICE = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'] as const, from: '09:00', to: '17:00' }];

export const emptyHost = (timeZone: string): HostDraft => ({
  name: '',
  email: '',
  timeZone,
  week: weekOf(OFFICE.map(({ days, ...range }) => ({ days: [...days], ...range }))),
  overrides: [],
  timeOff: [],
});

export const draftOf = ({ name, email, schedule, timeOff }: Host): HostDraft => ({
  name,
  email,
  timeZone: schedule.timeZone,
  week: weekOf(schedule.weekly),
  overrides: (schedule.overrides ?? []).map(({ date, ranges }) => ({ key: date, date, ranges })),
  timeOff: timeOff.map(({ from, to }) => ({ key: `${from}/${to}`, from, to })),
});

/** The hours of a draft without problems, as the service takes them. */
export const hoursOf = ({ timeZone, week, overrides, timeOff }: HostDraft) => ({
  schedule: {
    timeZone,
    weekly: weeklyOf(week),
    overrides: overrides
      .map(({ date, ranges }) => ({ date, ranges: ranges.map((range) => ({ ...range })) }))
      .sort((a, b) => (a.date < b.date ? -1 : 1)),
  },
  timeOff: timeOff.map(({ from, to }) => ({ from, to })).sort((a, b) => (a.from < b.from ? -1 : 1)),
});

export type DatesProblem = 'required' | 'twice' | 'wrongOrder';

export const overrideProblem = (all: readonly OverrideDraft[], { key, date }: OverrideDraft): DatesProblem | null => {
  if (date === '') return 'required';
  const first = all.find((other) => other.date === date);
  return first === undefined || first.key === key ? null : 'twice';
};

export const timeOffProblem = ({ from, to }: TimeOffDraft): DatesProblem | null => {
  if (from === '' || to === '') return 'required';
  return from <= to ? null : 'wrongOrder';
};

/** Whether the hours can be asked about, or saved. */
export const areHoursClear = ({ week, overrides, timeOff }: HostDraft): boolean =>
  WEEKDAYS.every((day) => !hasProblem(week[day])) &&
  overrides.every((one) => overrideProblem(overrides, one) === null && !hasProblem(one.ranges)) &&
  timeOff.every((off) => timeOffProblem(off) === null);

export const isClear = (draft: HostDraft): boolean =>
  draft.name.trim() !== '' && looksLikeEmail(draft.email.trim()) && areHoursClear(draft);
