import { DAY, type WallTime } from './calendar-time.js';
import type { Rule, RuleWeekday, Weekday } from './rule.js';

/** A day, with all that the parts of a rule compare. */
interface Day {
  readonly year: number;
  /** From 1. */
  readonly month: number;
  readonly dayOfMonth: number;
  readonly weekday: Weekday;
  readonly start: WallTime;
}

const dayAt = (start: WallTime): Day => {
  const date = new Date(start);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    dayOfMonth: date.getUTCDate(),
    weekday: date.getUTCDay(),
    start,
  };
};

/** `month` is from 1, and may be beyond the year. */
export const firstOfMonth = (year: number, month: number): WallTime => Date.UTC(year, month - 1);

const daysBetween = (start: WallTime, end: WallTime): number => Math.round((end - start) / DAY);

const daysInMonth = ({ year, month }: Day): number =>
  daysBetween(firstOfMonth(year, month), firstOfMonth(year, month + 1));

/** True if the list has the place of something in a row of `length`, from 1, or its negative place from the end. */
const hasPlace = (list: readonly number[], place: number, length: number): boolean =>
  list.includes(place) || list.includes(place - length - 1);

const isYearDay = ({ yearDays }: Rule, day: Day): boolean => {
  const yearStart = firstOfMonth(day.year, 1);
  const daysInYear = daysBetween(yearStart, firstOfMonth(day.year + 1, 1));
  return hasPlace(yearDays, daysBetween(yearStart, day.start) + 1, daysInYear);
};

/** The first day of week 1: the first week with at least four days in the year. */
const firstWeekOf = (year: number, weekStart: Weekday): WallTime => {
  const january4 = Date.UTC(year, 0, 4);
  return january4 - ((new Date(january4).getUTCDay() - weekStart + 7) % 7) * DAY;
};

const isInWeek = ({ weekNumbers, weekStart }: Rule, { start, year }: Day): boolean => {
  const weekYear = [year + 1, year, year - 1].find((candidate) => firstWeekOf(candidate, weekStart) <= start) ?? year;
  const first = firstWeekOf(weekYear, weekStart);
  const weeks = daysBetween(first, firstWeekOf(weekYear + 1, weekStart)) / 7;
  return hasPlace(weekNumbers, Math.floor(daysBetween(first, start) / 7) + 1, weeks);
};

/** The range in which a rule counts its weekdays, such as the third Monday. Null: it does not count them. */
const countingRange = (rule: Rule, { year, month }: Day): readonly [WallTime, WallTime] | null => {
  if (rule.frequency === 'MONTHLY' || (rule.frequency === 'YEARLY' && rule.months.length > 0))
    return [firstOfMonth(year, month), firstOfMonth(year, month + 1)];
  if (rule.frequency === 'YEARLY' && rule.weekNumbers.length === 0)
    return [firstOfMonth(year, 1), firstOfMonth(year + 1, 1)];
  return null;
};

const isWeekday = (rule: Rule, day: Day): boolean => {
  const matches = ({ weekday, nth }: RuleWeekday): boolean => {
    if (weekday !== day.weekday) return false;
    const range = nth === 0 ? null : countingRange(rule, day);
    if (range === null) return true;
    const [start, end] = range;
    const weeks = nth > 0 ? daysBetween(start, day.start) / 7 : daysBetween(day.start, end - DAY) / 7;
    return Math.floor(weeks) + 1 === Math.abs(nth);
  };
  return rule.weekdays.some(matches);
};

/** True if every part of the rule that is about days has this one. A part that the rule does not have restricts nothing. */
export const hasDay = (rule: Rule, start: WallTime): boolean => {
  const day = dayAt(start);
  return (
    (rule.months.length === 0 || rule.months.includes(day.month)) &&
    (rule.monthDays.length === 0 || hasPlace(rule.monthDays, day.dayOfMonth, daysInMonth(day))) &&
    (rule.weekdays.length === 0 || isWeekday(rule, day)) &&
    (rule.yearDays.length === 0 || isYearDay(rule, day)) &&
    (rule.weekNumbers.length === 0 || isInWeek(rule, day))
  );
};

/** The rule with the days, and months, that it leaves to the start of the series. */
export const withDaysOf = (rule: Rule, start: WallTime): Rule => {
  const { month, dayOfMonth, weekday } = dayAt(start);
  const ownWeekday: readonly RuleWeekday[] = [{ weekday, nth: 0 }];
  const hasDays = rule.weekdays.length + rule.monthDays.length + rule.yearDays.length > 0;
  if (hasDays) return rule;
  if (rule.frequency === 'WEEKLY' || rule.weekNumbers.length > 0) return { ...rule, weekdays: ownWeekday };
  if (rule.frequency === 'MONTHLY') return { ...rule, monthDays: [dayOfMonth] };
  if (rule.frequency !== 'YEARLY') return rule;
  return { ...rule, monthDays: [dayOfMonth], months: rule.months.length > 0 ? rule.months : [month] };
};
