import { timeZoneSchema } from '@bookonce/contracts/values/schedule';

interface Formats {
  readonly day: Intl.DateTimeFormat;
  readonly dayKey: Intl.DateTimeFormat;
  readonly time: Intl.DateTimeFormat;
}

const known = new Map<string, Formats>();
const MOST_ZONES = 600;

/** Making a format costs far more than using it. */
const formatsOf = (timeZone: string): Formats => {
  const found = known.get(timeZone);
  if (found !== undefined) return found;
  const formats: Formats = {
    day: new Intl.DateTimeFormat('en-GB', {
      timeZone,
      weekday: 'long',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
    dayKey: new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short' }),
    time: new Intl.DateTimeFormat('en-GB', { timeZone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }),
  };
  if (known.size >= MOST_ZONES) known.clear();
  known.set(timeZone, formats);
  return formats;
};

/** Instants as the clock on the wall of one time zone shows them. */
export class WallClock {
  readonly #formats: Formats;

  constructor(readonly timeZone: string) {
    this.#formats = formatsOf(timeZone);
  }

  /** `Monday, 30 March 2026` */
  day(instant: string): string {
    return this.#formats.day.format(new Date(instant));
  }

  /** `2026-03-30`: the same for all instants of one day here. */
  dayKey(instant: string): string {
    return this.#formats.dayKey.format(new Date(instant));
  }

  /** `09:30` */
  time(instant: string): string {
    return this.#formats.time.format(new Date(instant));
  }
}

export const isTimeZone = (text: string): boolean => timeZoneSchema.safeParse(text).success;
