import type { Interval } from '@bookonce/contracts/values/instant';
import type { Language } from '@bookonce/contracts/values/language';

/** Whom a time is written for. */
export interface TimeReader {
  readonly language: Language;
  readonly timeZone: string;
}

/** Formats the day and times of a meeting, and names the zone. */
export const whenOf = ({ start, end }: Interval, reader: TimeReader): string => {
  const { day, time, afterTime } = formatsFor(reader);
  const from = new Date(start);
  const to = new Date(end);
  const [startDay, endDay] = [day.format(from), day.format(to)];
  const laterDay = endDay === startDay ? '' : `${endDay}, `;
  return `${startDay}, ${time.format(from)} – ${laterDay}${time.format(to)}${afterTime} (${reader.timeZone})`;
};

/** Formats an instant, and names the zone. */
export const momentIn = (instant: string, reader: TimeReader): string => {
  const { day, time, afterTime } = formatsFor(reader);
  const date = new Date(instant);
  return `${day.format(date)}, ${time.format(date)}${afterTime} (${reader.timeZone})`;
};

interface Formats {
  readonly day: Intl.DateTimeFormat;
  readonly time: Intl.DateTimeFormat;
  /** Follows a time of day in this language. */
  readonly afterTime: string;
}

const LOCALES = { en: 'en-GB', de: 'de-DE' } as const satisfies Record<Language, string>;
const AFTER_TIME = { en: '', de: ' Uhr' } as const satisfies Record<Language, string>;

const formats = new Map<string, Formats>();

/** Cached: creating a format costs far more than using it. */
const formatsFor = ({ language, timeZone }: TimeReader): Formats => {
  const key = `${language}/${timeZone}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = {
    day: new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'full', timeZone }),
    time: new Intl.DateTimeFormat(LOCALES[language], { timeStyle: 'short', timeZone }),
    afterTime: AFTER_TIME[language],
  };
  formats.set(key, made);
  return made;
};
