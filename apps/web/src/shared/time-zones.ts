/** The zone of the device. */
export const ownTimeZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;

/** How far the zone is from UTC at that moment: `UTC+05:30`. */
export const offsetOf = (timeZone: string, at: Date): string => {
  const parts = new Intl.DateTimeFormat('en', { timeZone, timeZoneName: 'longOffset' }).formatToParts(at);
  const name = parts.find(({ type }) => type === 'timeZoneName')?.value ?? 'GMT';
  return name === 'GMT' ? 'UTC+00:00' : name.replace('GMT', 'UTC');
};

export interface TimeZoneChoice {
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
