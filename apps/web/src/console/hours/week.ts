import type { Schedule, Weekday } from '../api/shapes.js';

export const WEEKDAYS: readonly Weekday[] = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'];

export interface TimeRange {
  readonly from: string;
  readonly to: string;
}

/** The time ranges of each weekday, sorted. */
export type Week = Readonly<Record<Weekday, readonly TimeRange[]>>;

const DAY_END = '24:00';
const FIRST_RANGE: TimeRange = { from: '09:00', to: '17:00' };

/** Converts the API's form, in which a range lists its days, to the editor's. */
export const toWeek = (weekly: Schedule['weekly']): Week => {
  const rangesOf = (day: Weekday): readonly TimeRange[] =>
    weekly
      .filter(({ days }) => days.includes(day))
      .map(({ from, to }) => ({ from, to }))
      .sort((a, b) => (a.from < b.from ? -1 : 1));
  return Object.fromEntries(WEEKDAYS.map((day) => [day, rangesOf(day)])) as unknown as Week;
};

/** Converts back; weekdays with the same range share an entry. */
export const toWeekly = (week: Week): Schedule['weekly'] => {
  const ranges = new Map<string, { days: Weekday[]; from: string; to: string }>();
  for (const day of WEEKDAYS) {
    for (const { from, to } of week[day]) {
      const known = ranges.get(`${from}-${to}`);
      if (known === undefined) ranges.set(`${from}-${to}`, { days: [day], from, to });
      else if (!known.days.includes(day)) known.days.push(day);
    }
  }
  return [...ranges.values()];
};

/** Minutes since midnight. */
export const minutesOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5));
const timeOf = (minutes: number): string =>
  `${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;

/** Suggests the next range: an hour after the last one, an hour long at most. Null if the day has no room. */
export const nextRange = (ranges: readonly TimeRange[]): TimeRange | null => {
  const last = ranges.at(-1);
  if (last === undefined) return FIRST_RANGE;
  const from = minutesOf(last.to) + 60;
  const to = Math.min(from + 60, minutesOf(DAY_END));
  return from < to ? { from: timeOf(from), to: timeOf(to) } : null;
};

export type RangeProblem = 'incomplete' | 'backwards' | 'overlaps';

/** Returns the problem of one range, or null. */
export const problemOf = (ranges: readonly TimeRange[], place: number): RangeProblem | null => {
  const range = ranges[place];
  if (range === undefined) return null;
  if (range.from === '' || range.to === '') return 'incomplete';
  if (range.from >= range.to) return 'backwards';
  const overlaps = ranges.some((other, index) => index < place && other.from < range.to && range.from < other.to);
  return overlaps ? 'overlaps' : null;
};

export const hasProblem = (ranges: readonly TimeRange[]): boolean =>
  ranges.some((_range, place) => problemOf(ranges, place) !== null);

/** Browsers' time fields cannot show 24:00, so midnight as an end is shown as 00:00. */
export const toShownEnd = (to: string): string => (to === DAY_END ? '00:00' : to);
export const fromShownEnd = (shown: string): string => (shown === '00:00' ? DAY_END : shown);
