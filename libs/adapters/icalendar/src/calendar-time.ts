import { valueText } from './jcal.js';

/** A reading of a clock on the wall: the ms from 1970-01-01T00:00 to it on that same clock. */
export type WallTime = number;

export const SECOND = 1_000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

/** A DATE or DATE-TIME of a calendar file. */
export interface CalendarTime {
  /** Midnight for a date. */
  readonly wall: WallTime;
  readonly isDate: boolean;
  /** The zone's name in the file; `UTC` for times that end with `Z`; null for dates and floating times. */
  readonly tzid: string | null;
}

/** A DURATION. Days are counted on the wall, so they may have 23 or 25 hours; `ms` is exact. */
export interface CalendarDuration {
  readonly days: number;
  readonly ms: number;
}

/** A value is not what RFC 5545 allows at its place, so its entry cannot be read. */
export class InvalidValueError extends Error {}

// Seconds, or the whole time of a DATE-TIME, are missing in some files. ical.js leaves its separators then.
const TIME = /^(\d{4})-(\d\d)-(\d\d)(?:T(?:(\d\d):(\d\d):(\d\d)?(Z)?|::))?$/;

/** Reads a time in the form of jCal, such as `2026-03-02T09:00:00`. Throws {@link InvalidValueError}. */
export const calendarTimeOf = (value: unknown, tzid: string | null): CalendarTime => {
  const [, year, month, day, hour, minute, second = '00', utc] = TIME.exec(valueText(value)) ?? [];
  if (year === undefined || month === undefined || day === undefined) throw new InvalidValueError('not a time');
  const midnight = Date.UTC(Number(year), Number(month) - 1, Number(day));
  const date = new Date(midnight);
  // `Date` reads 31 February as a day of March, and the year 26 as 1926.
  if (date.getUTCDate() !== Number(day) || date.getUTCMonth() !== Number(month) - 1 || Number(year) < 100)
    throw new InvalidValueError('no such day');
  if (hour === undefined || minute === undefined) return { wall: midnight, isDate: true, tzid: null };
  // A leap second counts as the second before it.
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 60) throw new InvalidValueError('no such time');
  const timeOfDay = Number(hour) * HOUR + Number(minute) * MINUTE + Math.min(Number(second), 59) * SECOND;
  return { wall: midnight + timeOfDay, isDate: false, tzid: utc === undefined ? tzid : 'UTC' };
};

const DURATION = /^\+?P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$/;

/** Reads a duration that is not negative. Throws {@link InvalidValueError}. */
export const durationOf = (value: unknown): CalendarDuration => {
  const parts = DURATION.exec(valueText(value));
  if (parts === null) throw new InvalidValueError('not a duration');
  const [weeks = 0, days = 0, hours = 0, minutes = 0, seconds = 0] = parts.slice(1).map((part) => Number(part || 0));
  return { days: weeks * 7 + days, ms: hours * HOUR + minutes * MINUTE + seconds * SECOND };
};

export const dayOf = (wall: WallTime): WallTime => Math.floor(wall / DAY) * DAY;
