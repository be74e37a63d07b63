const MINUTE_MS = 60_000;
/** No clock was ever set back by more in one place, but once in 1867. */
const LONGEST_CHANGE_MS = 24 * 60 * MINUTE_MS;

const formats = new Map<string, Intl.DateTimeFormat>();

/** Cached: creating a format costs far more than using it. */
const formatIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' });
  formats.set(timeZone, made);
  return made;
};

/** Returns the zone's offset from UTC at that instant: `UTC+05:30`. Throws a RangeError for an unknown zone. */
export const utcOffset = (timeZone: string, at: Date): string => {
  const parts = formatIn(timeZone).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? 'UTC+00:00' : name.replace('GMT', 'UTC');
};

/** Returns the zone's offset from UTC at that instant, in milliseconds. */
export const offsetMs = (timeZone: string, at: Date): number => {
  const [, sign, hours = '0', minutes = '0', seconds = '0'] =
    /([+-])(\d\d):(\d\d)(?::(\d\d))?/.exec(utcOffset(timeZone, at)) ?? [];
  const ms = ((Number(hours) * 60 + Number(minutes)) * 60 + Number(seconds)) * 1000;
  return sign === '-' ? -ms : ms;
};

/**
 * Returns the offset to write beside a time of day that the clocks show twice, as in the hour that is repeated when
 * summer time ends; null if they show it once.
 */
export const offsetIfRepeated = (timeZone: string, at: Date): string | null => {
  const offset = offsetMs(timeZone, at);
  const isRepeated = [-LONGEST_CHANGE_MS, LONGEST_CHANGE_MS].some((distance) => {
    const other = offsetMs(timeZone, new Date(at.getTime() + distance));
    if (other === offset) return false;
    // The instant at which clocks with the other offset show the same time.
    return offsetMs(timeZone, new Date(at.getTime() + offset - other)) === other;
  });
  return isRepeated ? utcOffset(timeZone, at) : null;
};
