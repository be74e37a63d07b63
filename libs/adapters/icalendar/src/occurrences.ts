import { DAY, dayOf, HOUR, MINUTE, SECOND, type WallTime } from './calendar-time.js';
import type { Frequency, Rule } from './rule.js';
import { firstOfMonth, hasDay, withDaysOf } from './rule-days.js';

/** Inclusive on both sides. */
export interface WallRange {
  readonly from: WallTime;
  readonly to: WallTime;
}

/** The candidates of one period of a rule: one day, one hour and so on. */
interface Periods {
  /** The start of period `index`; the first one, 0, holds the start of the series. */
  startOf(index: number): WallTime;
  /** A period that starts at `wall` or earlier, as late as is cheap to say. */
  indexBefore(wall: WallTime): number;
  /** Sorted. */
  candidatesIn(periodStart: WallTime): readonly WallTime[];
  /** The next period that may have candidates, for one that has none. */
  nextAfter(index: number): number;
}

const UNITS: Readonly<Record<Exclude<Frequency, 'MONTHLY' | 'YEARLY'>, number>> = {
  SECONDLY: SECOND,
  MINUTELY: MINUTE,
  HOURLY: HOUR,
  DAILY: DAY,
  WEEKLY: 7 * DAY,
};

const partOf = (wall: WallTime, unit: number, whole: number): number => (((wall % whole) + whole) % whole) / unit;
const hourOf = (wall: WallTime): number => Math.floor(partOf(wall, HOUR, DAY));
const minuteOf = (wall: WallTime): number => Math.floor(partOf(wall, MINUTE, HOUR));
const secondOf = (wall: WallTime): number => Math.floor(partOf(wall, SECOND, MINUTE));

const ascending = (numbers: readonly number[]): readonly number[] => [...new Set(numbers)].sort((a, b) => a - b);

/** The times within a period that is no longer than `unit`; a part that the rule does not have is that of the start. */
const timesWithin = (rule: Rule, start: WallTime, unit: number): readonly number[] => {
  const orOwn = (list: readonly number[], own: number): readonly number[] => (list.length > 0 ? list : [own]);
  const hours = unit > HOUR ? orOwn(rule.hours, hourOf(start)) : [0];
  const minutes = unit > MINUTE ? orOwn(rule.minutes, minuteOf(start)) : [0];
  const seconds = unit > SECOND ? orOwn(rule.seconds, secondOf(start)) : [0];
  return ascending(
    hours.flatMap((hour) =>
      minutes.flatMap((minute) =>
        seconds.map((second) => hour * HOUR + minute * MINUTE + Math.min(second, 59) * SECOND),
      ),
    ),
  );
};

const atPositions = (rule: Rule, candidates: readonly WallTime[]): readonly WallTime[] =>
  rule.positions.length === 0
    ? candidates
    : candidates.filter(
        (_, index) => rule.positions.includes(index + 1) || rule.positions.includes(index - candidates.length),
      );

/** All times on the days from `start` up to but not including `end` that the rule has. */
const onDays = (rule: Rule, times: readonly number[], start: WallTime, end: WallTime): WallTime[] => {
  const candidates: WallTime[] = [];
  for (let day = start; day < end; day += DAY)
    if (hasDay(rule, day)) for (const time of times) candidates.push(day + time);
  return candidates;
};

const monthly = (rule: Rule, start: WallTime, monthsEach: number): Periods => {
  const times = timesWithin(rule, start, DAY);
  const first = new Date(start);
  const startYear = first.getUTCFullYear();
  const startMonth = monthsEach === 12 ? 1 : first.getUTCMonth() + 1;
  const step = rule.interval * monthsEach;
  const monthsSince = (wall: WallTime): number => {
    const date = new Date(wall);
    return (date.getUTCFullYear() - startYear) * 12 + date.getUTCMonth() + 1 - startMonth;
  };
  const months = rule.months.length > 0 ? ascending(rule.months) : Array.from({ length: 12 }, (_, index) => index + 1);
  const daysIn = (year: number, month: number): WallTime[] =>
    onDays(rule, times, firstOfMonth(year, month), firstOfMonth(year, month + 1));
  return {
    startOf: (index) => firstOfMonth(startYear, startMonth + index * step),
    indexBefore: (wall) => Math.floor(monthsSince(wall) / step),
    candidatesIn: (periodStart) => {
      const date = new Date(periodStart);
      const year = date.getUTCFullYear();
      return monthsEach === 12 ? months.flatMap((month) => daysIn(year, month)) : daysIn(year, date.getUTCMonth() + 1);
    },
    nextAfter: (index) => index + 1,
  };
};

const daily = (rule: Rule, start: WallTime, unit: number): Periods => {
  const times = timesWithin(rule, start, DAY);
  const sinceWeekStart = (new Date(start).getUTCDay() - rule.weekStart + 7) % 7;
  const first = unit === DAY ? dayOf(start) : dayOf(start) - sinceWeekStart * DAY;
  const step = rule.interval * unit;
  return {
    startOf: (index) => first + index * step,
    indexBefore: (wall) => Math.floor((wall - first) / step),
    candidatesIn: (periodStart) => onDays(rule, times, periodStart, periodStart + unit),
    nextAfter: (index) => index + 1,
  };
};

const withinDays = (rule: Rule, start: WallTime, unit: number): Periods => {
  const times = timesWithin(rule, start, unit);
  const first = Math.floor(start / unit) * unit;
  const step = rule.interval * unit;
  const has = (list: readonly number[], value: number): boolean => list.length === 0 || list.includes(value);
  /** How far the parts that are longer than a period say the same. */
  const sameUntil = (wall: WallTime): WallTime => {
    if (!hasDay(rule, dayOf(wall))) return dayOf(wall) + DAY;
    if (!has(rule.hours, hourOf(wall))) return (Math.floor(wall / HOUR) + 1) * HOUR;
    if (unit < HOUR && !has(rule.minutes, minuteOf(wall))) return (Math.floor(wall / MINUTE) + 1) * MINUTE;
    return wall;
  };
  return {
    startOf: (index) => first + index * step,
    indexBefore: (wall) => Math.floor((wall - first) / step),
    candidatesIn: (periodStart) => {
      const isIn =
        sameUntil(periodStart) === periodStart && (unit > SECOND || has(rule.seconds, secondOf(periodStart)));
      return isIn ? times.map((time) => periodStart + time) : [];
    },
    nextAfter: (index) => Math.max(index + 1, Math.ceil((sameUntil(first + index * step) - first) / step)),
  };
};

const periodsOf = (rule: Rule, start: WallTime): Periods => {
  switch (rule.frequency) {
    case 'YEARLY':
      return monthly(rule, start, 12);
    case 'MONTHLY':
      return monthly(rule, start, 1);
    case 'WEEKLY':
    case 'DAILY':
      return daily(rule, start, UNITS[rule.frequency]);
    case 'HOURLY':
    case 'MINUTELY':
    case 'SECONDLY':
      return withinDays(rule, start, UNITS[rule.frequency]);
  }
};

/**
 * Yields the occurrences of a rule within the range, in order. The first one is the start of the series, even if the
 * rule does not have it. `until` is the last time that may occur.
 *
 * Only the periods within the range are looked at, unless the rule counts. So a rule that never matches ends, and one
 * from 1970 costs no more than one of today.
 */
export function* occurrencesOf(given: Rule, start: WallTime, until: WallTime, range: WallRange): Generator<WallTime> {
  const last = Math.min(range.to, until);
  if (start >= range.from && start <= last) yield start;
  const rule = withDaysOf(given, start);
  const periods = periodsOf(rule, start);
  let left = rule.count === null ? Infinity : rule.count - 1;
  let index = rule.count === null ? Math.max(0, periods.indexBefore(range.from)) : 0;
  for (let at = periods.startOf(index); at <= last && left > 0; at = periods.startOf(index)) {
    const candidates = periods.candidatesIn(at);
    for (const candidate of atPositions(rule, candidates)) {
      if (candidate <= start) continue;
      if (candidate > last || left === 0) return;
      left -= 1;
      if (candidate >= range.from) yield candidate;
    }
    index = candidates.length > 0 ? index + 1 : periods.nextAfter(index);
  }
}
