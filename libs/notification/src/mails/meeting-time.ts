import type { Interval } from '@bookonce/contracts/values/instant';
import { offsetIfRepeated } from '@bookonce/kernel/time-zones/utc-offset';
import { zoneName } from '@bookonce/kernel/time-zones/zone-name';
import type { Language } from '@bookonce/contracts/values/language';

/** Whom a time is written for. */
export interface TimeReader {
  readonly language: Language;
  readonly timeZone: string;
  /** Dates and times are written as in that country; by default, as in Great Britain or Germany. */
  readonly region?: string | undefined;
}

/** Formats the day and times of a meeting, and names the zone. */
export const whenOf = ({ start, end }: Interval, reader: TimeReader): string => {
  const { day, timeOf } = formatsFor(reader);
  const from = new Date(start);
  const to = new Date(end);
  const [startDay, endDay] = [day.format(from), day.format(to)];
  const laterDay = endDay === startDay ? '' : `${endDay}, `;
  return `${startDay}, ${timeOf(from)} – ${laterDay}${timeOf(to)}${AFTER_TIME[reader.language]} (${zoneName(reader.timeZone)})`;
};

/** Formats when a meeting begins, in few words, for a subject. */
export const briefly = (start: string, reader: TimeReader): string => {
  const { briefDay, timeOf } = formatsFor(reader);
  const date = new Date(start);
  return `${briefDay.format(date)}, ${timeOf(date)}`;
};

/** Formats an instant, and names the zone. */
export const momentIn = (instant: string, reader: TimeReader): string => {
  const { day, timeOf } = formatsFor(reader);
  const date = new Date(instant);
  return `${day.format(date)}, ${timeOf(date)}${AFTER_TIME[reader.language]} (${zoneName(reader.timeZone)})`;
};

interface Formats {
  readonly day: Intl.DateTimeFormat;
  readonly briefDay: Intl.DateTimeFormat;
  /** The time of day; with its offset if the clocks show it twice. */
  readonly timeOf: (at: Date) => string;
}

const REGIONS = { en: 'GB', de: 'DE' } as const satisfies Record<Language, string>;
/** Follows a time of day in this language. */
const AFTER_TIME = { en: '', de: ' Uhr' } as const satisfies Record<Language, string>;

const formats = new Map<string, Formats>();

/** Cached: creating a format costs far more than using it. */
const formatsFor = ({ language, timeZone, region = REGIONS[language] }: TimeReader): Formats => {
  const locale = `${language}-${region}`;
  const key = `${locale}/${timeZone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const time = new Intl.DateTimeFormat(locale, { timeStyle: 'short', timeZone });
  const made: Formats = {
    day: new Intl.DateTimeFormat(locale, { dateStyle: 'full', timeZone }),
    briefDay: new Intl.DateTimeFormat(locale, { weekday: 'short', day: 'numeric', month: 'short', timeZone }),
    timeOf: (at) => {
      const offset = offsetIfRepeated(timeZone, at);
      return offset === null ? time.format(at) : `${time.format(at)} (${offset})`;
    },
  };
  formats.set(key, made);
  return made;
};
