import type { BookingRequest } from '@bookonce/contracts/events/booking';

/** Formats the day and times of a meeting for a reader in this zone. */
export const whenOf = (request: Pick<BookingRequest, 'start' | 'end'>, timeZone = 'UTC'): string => {
  const { day, time } = formatsIn(timeZone);
  const start = new Date(request.start);
  const end = new Date(request.end);
  const endDay = day.format(end) === day.format(start) ? '' : `${day.format(end)}, `;
  return `${day.format(start)}, ${time.format(start)} – ${endDay}${time.format(end)} (${timeZone})`;
};

/** Formats an instant for a reader in this zone. */
export const momentIn = (instant: string, timeZone = 'UTC'): string => {
  const { day, time } = formatsIn(timeZone);
  const date = new Date(instant);
  return `${day.format(date)}, ${time.format(date)} (${timeZone})`;
};

interface Formats {
  readonly day: Intl.DateTimeFormat;
  readonly time: Intl.DateTimeFormat;
}

const formats = new Map<string, Formats>();

/** Cached: creating a format costs far more than using it. */
const formatsIn = (timeZone: string): Formats => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = {
    day: new Intl.DateTimeFormat('en-GB', { dateStyle: 'full', timeZone }),
    time: new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone }),
  };
  formats.set(timeZone, made);
  return made;
};
