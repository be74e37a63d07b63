import type { CalendarSettings } from '@bookonce/contracts/events/connected-calendar';
import { instantOf } from '@bookonce/kernel/json';
import type { CalendarRecord } from '../calendars/calendar-record.js';
import type { History, Invariant } from '../history.js';
import { busyTimesOf, isSameTime, mergedTimes, occupiedTimesOf, settingsOf, type Time } from './calendar-times.js';

/**
 * Once everything is at rest, a host is busy when the connected calendar truly says so, the product's own events count
 * once, and nothing is left of a calendar that was disconnected.
 */
export const calendarsAreCurrent: Invariant = (history) =>
  history.timing === null
    ? []
    : history.calendars.flatMap((calendar) => {
        const settings = settingsOf(history, calendar);
        return settings === null ? remains(calendar, history) : differences(calendar, history, settings);
      });

const differences = (
  calendar: CalendarRecord,
  history: History,
  { allEventsBusy }: Pick<CalendarSettings, 'allEventsBusy'>,
): readonly string[] => {
  const { name, hostId, calendarId } = calendar;
  const now = instantOf(history.timing?.endedAt ?? 0);
  const shown = textOf(busyTimesOf(history, hostId, calendarId) ?? [], now);
  const wanted = textOf(trueTimesOf(calendar, history, allEventsBusy), now);
  return wanted === shown ? [] : [`${name} makes its host busy at ${wanted}, not ${shown}`];
};

const trueTimesOf = (calendar: CalendarRecord, history: History, countsAll: boolean): readonly Time[] => {
  const occupied = occupiedTimesOf(history, calendar.hostId);
  return mergedTimes(
    calendar.events.filter((event) => {
      const own = occupied.get(event.uid);
      return (countsAll || !event.isTransparent) && (own === undefined || !isSameTime(own, event));
    }),
  );
};

/** Times that are over may be forgotten. */
const textOf = (times: readonly Time[], now: string): string =>
  `[${times
    .filter(({ end }) => end > now)
    .map(({ start, end }) => `${start}/${end}`)
    .join(' ')}]`;

const remains = (calendar: CalendarRecord, history: History): readonly string[] => {
  const { name, hostId, calendarId, kept } = calendar;
  const busy = busyTimesOf(history, hostId, calendarId);
  const times = busy === null ? [] : [`${busy.length} busy times`];
  return [...kept, ...times].map((what) => `${name} was disconnected, but the product keeps ${what}`);
};
