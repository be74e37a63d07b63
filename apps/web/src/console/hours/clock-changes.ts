import { type CalendarDate, getDayOfWeek, parseDate, toCalendarDateTime, toZoned } from '@internationalized/date';
import { offsetMs } from '@bookonce/kernel/time-zones/utc-offset';
import type { HostDraft } from './host-draft.js';
import { minutesOf, type TimeRange, WEEKDAYS } from './week.js';

/** Hours of a day on which the clocks change, and the effect on them. */
export interface ChangedHours extends TimeRange {
  /** `2026-11-01` */
  readonly date: string;
  readonly clocks: 'back' | 'forward';
  /**
   * `lasts`: they are longer or shorter than the clocks say. `skipped`: there is no such time. `endsFirst`: they end when the
   * clocks show their end for the first time.
   */
  readonly effect: { readonly kind: 'lasts'; readonly minutes: number } | { readonly kind: 'skipped' | 'endsFirst' };
}

const MINUTE_MS = 60_000;

/** Returns the hours of the next days, from `first` on, that a repeated or a skipped hour touches. */
export const changedHours = (draft: HostDraft, first: string, days: number): readonly ChangedHours[] =>
  Array.from({ length: days }, (_, ahead) => parseDate(first).add({ days: ahead })).flatMap((date) => {
    const clocks = clocksOn(date, draft.timeZone);
    if (clocks === null) return [];
    return hoursOn(date, draft).flatMap((range) => {
      const effect = effectOn(date, range, draft.timeZone);
      return effect === null ? [] : [{ date: date.toString(), from: range.from, to: range.to, clocks, effect }];
    });
  });

const hoursOn = (date: CalendarDate, { week, overrides, timeOff }: HostDraft): readonly TimeRange[] => {
  const key = date.toString();
  if (timeOff.some(({ from, to }) => from <= key && key <= to)) return [];
  const own = overrides.filter((one) => one.date === key);
  if (own.length > 0) return own.flatMap(({ ranges }) => ranges);
  const weekday = WEEKDAYS[getDayOfWeek(date, 'en', 'mon')];
  return weekday === undefined ? [] : week[weekday];
};

const clocksOn = (date: CalendarDate, timeZone: string): 'back' | 'forward' | null => {
  const [before, after] = [date, date.add({ days: 1 })].map((day) => offsetMs(timeZone, day.toDate(timeZone)));
  if (before === undefined || after === undefined || before === after) return null;
  return after < before ? 'back' : 'forward';
};

const effectOn = (date: CalendarDate, { from, to }: TimeRange, timeZone: string): ChangedHours['effect'] | null => {
  const minutes = (instantAt(date, to, timeZone) - instantAt(date, from, timeZone)) / MINUTE_MS;
  if (minutes <= 0) return { kind: 'skipped' };
  if (minutes !== minutesOf(to) - minutesOf(from)) return { kind: 'lasts', minutes };
  const isRepeated = comesTwice(date, minutesOf(to), timeZone) && comesTwice(date, minutesOf(to) - 1, timeZone);
  return isRepeated ? { kind: 'endsFirst' } : null;
};

const zonedAt = (date: CalendarDate, minutes: number, timeZone: string, which: 'earlier' | 'later'): number =>
  toZoned(toCalendarDateTime(date).add({ minutes }), timeZone, which).toDate().getTime();

const comesTwice = (date: CalendarDate, minutes: number, timeZone: string): boolean => {
  const [earlier, later] = [zonedAt(date, minutes, timeZone, 'earlier'), zonedAt(date, minutes, timeZone, 'later')];
  return earlier !== later && offsetMs(timeZone, new Date(earlier)) > offsetMs(timeZone, new Date(later));
};

/** The service's rule: a time that comes twice is its first occurrence, a skipped one the moment at which the clocks change. */
const instantAt = (date: CalendarDate, time: string, timeZone: string): number => {
  const earlier = zonedAt(date, minutesOf(time), timeZone, 'earlier');
  const later = zonedAt(date, minutesOf(time), timeZone, 'later');
  if (earlier === later || comesTwice(date, minutesOf(time), timeZone)) return earlier;
  const before = offsetMs(timeZone, new Date(earlier));
  let [from, to] = [earlier, later];
  while (to - from > MINUTE_MS) {
    const middle = Math.floor((from + to) / 2 / MINUTE_MS) * MINUTE_MS;
    if (offsetMs(timeZone, new Date(middle)) === before) from = middle;
    else to = middle;
  }
  return to;
};
