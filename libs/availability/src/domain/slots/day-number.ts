import { WEEKDAYS, type Weekday } from '@bookonce/contracts/values/schedule';

/** A calendar day as the number of days since 1970-01-01, independent of any time zone. */
export type DayNumber = number;

export const MINUTE_MS = 60_000;
export const DAY_MS = 86_400_000;

const DAYS_PER_ERA = 146_097;
/** Days from 0000-03-01, the epoch of the leap year arithmetic, to 1970-01-01. */
const EPOCH_SHIFT = 719_468;

/** `date` is an existing day, `YYYY-MM-DD`. */
export const dayNumberOf = (date: string): DayNumber => {
  const month = Number(date.slice(5, 7));
  const year = Number(date.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(date.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - EPOCH_SHIFT;
};

/** `YYYY-MM-DD`; the inverse of {@link dayNumberOf}. */
export const dateOf = (day: DayNumber): string => {
  const shifted = day + EPOCH_SHIFT;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const leapDays = Math.floor(dayOfEra / 1_460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shiftedMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const dayOfMonth = dayOfYear - Math.floor((153 * shiftedMonth + 2) / 5) + 1;
  const month = shiftedMonth < 10 ? shiftedMonth + 3 : shiftedMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${padded(year, 4)}-${padded(month, 2)}-${padded(dayOfMonth, 2)}`;
};

const padded = (value: number, length: number): string => String(value).padStart(length, '0');

/** 1970-01-01 was a Thursday. */
export const weekdayOf = (day: DayNumber): Weekday => WEEKDAYS[(((day + 3) % 7) + 7) % 7] ?? 'mon';

export const firstOfMonth = (day: DayNumber): DayNumber => dayNumberOf(`${dateOf(day).slice(0, -2)}01`);
