/** Formats instants for people, in one time zone and locale. */
export interface TimeFormat {
  /** `Tuesday, 3 March 2026` */
  readonly day: (instant: string) => string;
  /** `9:30 AM` or `09:30`, depending on the locale. */
  readonly time: (instant: string) => string;
  /** `Tuesday, 3 March 2026, 09:30–10:15` */
  readonly span: (slot: { readonly start: string; readonly end: string }) => string;
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
  const time = (instant: string): string => times.format(new Date(instant));
  return {
    day,
    time,
    moment: (instant) => moments.format(new Date(instant)),
    span: ({ start, end }) => `${day(start)}, ${time(start)}–${time(end)}`,
    dateKey: (instant) => keys.format(new Date(instant)),
  };
};

/** Formats a calendar day, `2026-03-03`, which has no time. */
export const dayName = (dateKey: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'full' }).format(new Date(`${dateKey}T00:00:00Z`));

/** Formats a month, `2026-03`. */
export const monthName = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** The time zone of the device. */
export const deviceTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** The zone's offset from UTC at that time: `UTC+05:30`. */
export const utcOffset = (timeZone: string, at: Date): string => {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? 'UTC+00:00' : name.replace('GMT', 'UTC');
};

interface TimeZoneChoice {
  readonly id: string;
  /** `Europe/Berlin (UTC+01:00)` */
  readonly label: string;
}

const readable = (id: string): string => id.replaceAll('_', ' ');

/** All time zones that the browser knows and the chosen one, sorted by name. */
export const allTimeZones = (chosen: string, at: Date): readonly TimeZoneChoice[] => {
  const ids = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', chosen]);
  return [...ids].sort().map((id) => ({ id, label: `${readable(id)} (${utcOffset(id, at)})` }));
};

/** Returns the zones that contain every word of the search. */
export const searchZones = (zones: readonly TimeZoneChoice[], search: string): readonly TimeZoneChoice[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return zones.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
};
