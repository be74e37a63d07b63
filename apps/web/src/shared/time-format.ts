import { offsetIfRepeated, utcOffset } from '@bookonce/kernel/time-zones/utc-offset';
import { zoneName } from '@bookonce/kernel/time-zones/zone-name';

/**
 * Formats instants for people, in one time zone and locale. A time that the clocks show twice, as in the hour after
 * summer time ends, has its offset beside it.
 */
export interface TimeFormat {
  /** `Tuesday, 3 March 2026` */
  readonly day: (instant: string) => string;
  /** `9:30 AM` or `09:30`, depending on the locale. */
  readonly time: (instant: string) => string;
  /** `Tuesday, 3 March 2026, 09:30–10:15`; with the day of the end if it is another one. */
  readonly span: (slot: { readonly start: string; readonly end: string }) => string;
  /** `09:30–10:15`: a span below its day; with the day of the end if it is another one. */
  readonly hoursOf: (slot: { readonly start: string; readonly end: string }) => string;
  /** `Europe/Berlin, UTC+01:00`: the zone, with its offset at that instant. */
  readonly zoneAt: (instant: string) => string;
  /** `Tuesday, 3 March 2026 at 09:30` */
  readonly moment: (instant: string) => string;
  /** `2026-03-03`: the calendar day in the time zone. */
  readonly dateKey: (instant: string) => string;
}

export const timeFormatIn = (timeZone: string, locale: string): TimeFormat => {
  const days = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'full' });
  const times = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' });
  const moments = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'full', timeStyle: 'short' });
  const keys = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const day = (instant: string): string => days.format(new Date(instant));
  const time = (instant: string): string => withOffsetIfRepeated(times, timeZone, instant);
  const hoursOf = ({ start, end }: { readonly start: string; readonly end: string }): string => {
    const laterDay = day(start) === day(end) ? '' : ` ${day(end)}, `;
    return `${time(start)}${laterDay === '' ? '–' : ' –'}${laterDay}${time(end)}`;
  };
  return {
    day,
    time,
    moment: (instant) => withOffsetIfRepeated(moments, timeZone, instant),
    span: (slot) => `${day(slot.start)}, ${hoursOf(slot)}`,
    hoursOf,
    zoneAt: (instant) => zoneWithOffset(timeZone, new Date(instant)),
    dateKey: (instant) => keys.format(new Date(instant)),
  };
};

/** Formats an instant with a format in that zone; with the offset beside it if the clocks show that time twice. */
export const withOffsetIfRepeated = (format: Intl.DateTimeFormat, timeZone: string, instant: string): string => {
  const at = new Date(instant);
  const offset = offsetIfRepeated(timeZone, at);
  return offset === null ? format.format(at) : `${format.format(at)} (${offset})`;
};

/** Formats a calendar day, `2026-03-03`, which has no time. */
export const dayName = (dateKey: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'full' }).format(new Date(`${dateKey}T00:00:00Z`));

/** Formats a month, `2026-03`. */
export const monthName = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** `Europe/Berlin, UTC+01:00`: a zone for people, with its offset at that time. */
export const zoneWithOffset = (timeZone: string, at: Date): string => {
  const name = zoneName(timeZone);
  return name.startsWith('UTC') ? name : `${name}, ${utcOffset(timeZone, at)}`;
};
