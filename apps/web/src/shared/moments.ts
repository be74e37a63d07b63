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
