/** Instants as a person reads them, in one zone and one locale. */
export interface Moments {
  /** `Tuesday, 3 March 2026` */
  readonly day: (instant: string) => string;
  /** `9:30 AM` or `09:30`, as the locale has it. */
  readonly time: (instant: string) => string;
  /** `Tuesday, 3 March 2026, 09:30–10:15` */
  readonly span: (slot: { readonly start: string; readonly end: string }) => string;
  /** `2026-03-03`: the calendar day of the zone. */
  readonly dateKey: (instant: string) => string;
}

export const momentsIn = (timeZone: string, locale: string): Moments => {
  const days = new Intl.DateTimeFormat(locale, { timeZone, dateStyle: 'full' });
  const times = new Intl.DateTimeFormat(locale, { timeZone, timeStyle: 'short' });
  const keys = new Intl.DateTimeFormat('en-CA', { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' });
  const day = (instant: string): string => days.format(new Date(instant));
  const time = (instant: string): string => times.format(new Date(instant));
  return {
    day,
    time,
    span: ({ start, end }) => `${day(start)}, ${time(start)}–${time(end)}`,
    dateKey: (instant) => keys.format(new Date(instant)),
  };
};

/** A calendar day without a time, `2026-03-03`, as a person reads it. */
export const dayName = (dateKey: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'full' }).format(new Date(`${dateKey}T00:00:00Z`));

/** A month, `2026-03`, as a person reads it. */
export const monthName = (month: string, locale: string): string =>
  new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' }).format(
    new Date(`${month}-01T00:00:00Z`),
  );

/** The zone of the device. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** How far the zone is from UTC at that moment: `UTC+05:30`. */
export const offsetOf = (timeZone: string, at: Date): string => {
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

/** All zones that the browser knows, with the one that is chosen, in the order of their names. */
export const allTimeZones = (chosen: string, at: Date): readonly TimeZoneChoice[] => {
  const ids = new Set([...Intl.supportedValuesOf('timeZone'), 'UTC', chosen]);
  return [...ids].sort().map((id) => ({ id, label: `${readable(id)} (${offsetOf(id, at)})` }));
};

/** Those in which all the words of a search are found. */
export const matching = (zones: readonly TimeZoneChoice[], search: string): readonly TimeZoneChoice[] => {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return zones.filter(({ label }) => words.every((word) => label.toLowerCase().includes(word)));
};
