import { type CalendarTime, calendarTimeOf, InvalidValueError } from './calendar-time.js';
import { valueText } from './jcal.js';

const FREQUENCIES = ['SECONDLY', 'MINUTELY', 'HOURLY', 'DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY'] as const;
export type Frequency = (typeof FREQUENCIES)[number];

/** 0 is Sunday, as in `Date`. */
export type Weekday = number;

export interface RuleWeekday {
  readonly weekday: Weekday;
  /** Its place among those of the month or year, such as 2 for the second; from the end if negative; 0 means each. */
  readonly nth: number;
}

/** A recurrence rule (RFC 5545, section 3.3.10). A list that is empty is a part that the rule does not have. */
export interface Rule {
  readonly frequency: Frequency;
  readonly interval: number;
  readonly count: number | null;
  readonly until: CalendarTime | null;
  readonly weekStart: Weekday;
  readonly months: readonly number[];
  readonly weekNumbers: readonly number[];
  readonly yearDays: readonly number[];
  readonly monthDays: readonly number[];
  readonly weekdays: readonly RuleWeekday[];
  readonly hours: readonly number[];
  readonly minutes: readonly number[];
  readonly seconds: readonly number[];
  readonly positions: readonly number[];
}

const WEEKDAYS = ['SU', 'MO', 'TU', 'WE', 'TH', 'FR', 'SA'];
const WEEKDAY = /^([+-]?\d{1,2})?(SU|MO|TU|WE|TH|FR|SA)$/i;

const listOf = (value: unknown): readonly unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? (value as readonly unknown[]) : [value];

const numbersOf = (value: unknown, least: number, most: number): readonly number[] =>
  listOf(value).map((item) => {
    if (typeof item !== 'number' || item < least || item > most) throw new InvalidValueError('not in range');
    return item;
  });

/** Counted from the start, or from the end if negative. */
const positionsOf = (value: unknown, most: number): readonly number[] => {
  const positions = numbersOf(value, -most, most);
  if (positions.includes(0)) throw new InvalidValueError('counting starts with 1');
  return positions;
};

const weekdayOf = (item: unknown): RuleWeekday => {
  const [, nth = '0', name] = WEEKDAY.exec(valueText(item)) ?? [];
  if (name === undefined) throw new InvalidValueError('not a weekday');
  return { weekday: WEEKDAYS.indexOf(name.toUpperCase()), nth: Number(nth) };
};

/** Reads a rule in the form of jCal, as ical.js parses it. Throws {@link InvalidValueError}. */
export const ruleOf = (value: unknown): Rule => {
  const parts = value as Readonly<Record<string, unknown>>;
  const frequency = FREQUENCIES.find((known) => known === parts['freq']);
  if (frequency === undefined) throw new InvalidValueError('no frequency');
  return {
    frequency,
    interval: numbersOf(parts['interval'], 1, Number.MAX_SAFE_INTEGER)[0] ?? 1,
    count: numbersOf(parts['count'], 1, Number.MAX_SAFE_INTEGER)[0] ?? null,
    until: parts['until'] === undefined ? null : calendarTimeOf(parts['until'], null),
    // ical.js counts weekdays from 1.
    weekStart: (numbersOf(parts['wkst'], 1, 7)[0] ?? 2) - 1,
    months: numbersOf(parts['bymonth'], 1, 12),
    weekNumbers: positionsOf(parts['byweekno'], 53),
    yearDays: positionsOf(parts['byyearday'], 366),
    monthDays: positionsOf(parts['bymonthday'], 31),
    weekdays: listOf(parts['byday']).map(weekdayOf),
    hours: numbersOf(parts['byhour'], 0, 23),
    minutes: numbersOf(parts['byminute'], 0, 59),
    seconds: numbersOf(parts['bysecond'], 0, 60),
    positions: positionsOf(parts['bysetpos'], 366),
  };
};
