import { useMemo } from 'react';
import { useLanguage } from '../../messages/language.js';
import { deviceTimeZone } from '../../shared/device-zone.js';
import { type TimeFormat, timeFormatIn, withOffsetIfRepeated } from '../../shared/time-format.js';

export interface ConsoleTimeFormat extends TimeFormat {
  /** `3 Mar 2026` */
  readonly short: (instant: string) => string;
  /** `3 Mar 2026, 09:30` */
  readonly shortTime: (instant: string) => string;
  /** `Tue 3 Mar, 09:30`; with the year if it is not the current one. */
  readonly meeting: (instant: string, now: number) => string;
  /** `in 12 days`, `3 hours ago` */
  readonly fromNow: (instant: string, now: number) => string;
}

const UNITS = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** Formats instants in the browser's time zone and locale. */
export const useTimeFormat = (): ConsoleTimeFormat => {
  const { locale } = useLanguage();
  return useMemo(() => {
    const timeZone = deviceTimeZone();
    const short = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium' });
    const shortTime = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'medium', timeStyle: 'short' });
    const brief = {
      timeZone,
      weekday: 'short',
      day: 'numeric',
      month: 'short',
      hour: '2-digit',
      minute: '2-digit',
    } as const;
    const thisYear = new Intl.DateTimeFormat(locale, brief);
    const otherYear = new Intl.DateTimeFormat(locale, { ...brief, year: 'numeric' });
    const format = timeFormatIn(timeZone, locale);
    const yearOf = (instant: string): string => format.dateKey(instant).slice(0, 4);
    const relative = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
    return {
      ...format,
      short: (instant) => short.format(new Date(instant)),
      shortTime: (instant) => withOffsetIfRepeated(shortTime, timeZone, instant),
      meeting: (instant, now) => {
        const isThisYear = yearOf(instant) === yearOf(new Date(now).toISOString());
        return withOffsetIfRepeated(isThisYear ? thisYear : otherYear, timeZone, instant);
      },
      fromNow: (instant, now) => {
        const distance = Date.parse(instant) - now;
        const [unit, length] = UNITS.find(([, ms]) => Math.abs(distance) >= ms) ?? UNITS[2];
        return relative.format(Math.round(distance / length), unit);
      },
    };
  }, [locale]);
};
