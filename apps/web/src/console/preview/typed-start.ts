import { parseDate, parseTime, toCalendarDateTime, toZoned } from '@internationalized/date';

export type TypedStart =
  | { readonly kind: 'start'; readonly start: string }
  /** Clocks skip this time, when they go forward. */
  | { readonly kind: 'noSuchTime' }
  | { readonly kind: 'incomplete' };

/**
 * Returns the instant of a typed day, `2026-03-03`, and time, `09:30`, in a time zone. Of a time that comes twice, when
 * clocks go back, the first is meant.
 */
export const typedStart = (date: string, time: string, timeZone: string): TypedStart => {
  if (date === '' || time === '') return { kind: 'incomplete' };
  try {
    const local = toCalendarDateTime(parseDate(date), parseTime(time));
    const zoned = toZoned(local, timeZone, 'earlier');
    if (zoned.hour !== local.hour || zoned.minute !== local.minute) return { kind: 'noSuchTime' };
    return { kind: 'start', start: zoned.toAbsoluteString() };
  } catch {
    return { kind: 'incomplete' };
  }
};

/** Returns a typed day, `2026-03-03`, from its midnight to the next in a time zone; null while it is incomplete. */
export const typedDay = (date: string, timeZone: string): { readonly from: string; readonly to: string } | null => {
  try {
    const day = parseDate(date);
    return {
      from: day.toDate(timeZone).toISOString(),
      to: day.add({ days: 1 }).toDate(timeZone).toISOString(),
    };
  } catch {
    return null;
  }
};
