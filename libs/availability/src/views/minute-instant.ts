import { instantOf, type Instant } from '@bookonce/kernel/json';
import { dateOf, DAY_MS, MINUTE_MS, type DayNumber } from '../domain/slots/day-number.js';

const REMEMBERED_DAYS = 4_000;

const twoDigits = (value: number): string => String(value).padStart(2, '0');
const timesOfDay = Array.from(
  { length: DAY_MS / MINUTE_MS },
  (_, minute) => `T${twoDigits(Math.floor(minute / 60))}:${twoDigits(minute % 60)}:00.000Z`,
);
const dates = new Map<DayNumber, string>();

const rememberedDateOf = (day: DayNumber): string => {
  const known = dates.get(day);
  if (known !== undefined) return known;
  if (dates.size >= REMEMBERED_DAYS) dates.clear();
  const date = dateOf(day);
  dates.set(day, date);
  return date;
};

/**
 * Returns the same text as `instantOf`, assembled from cached parts. A list of slots has hundreds of whole minutes, and
 * formatting them from scratch would cost several times as much as finding them.
 */
export const minuteInstantOf = (epochMs: number): Instant => {
  const day = Math.floor(epochMs / DAY_MS);
  const time = timesOfDay[(epochMs - day * DAY_MS) / MINUTE_MS];
  return time === undefined ? instantOf(epochMs) : rememberedDateOf(day) + time;
};
