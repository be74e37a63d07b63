import type { ConnectedCalendarStatus, ConnectedCollection } from '@bookonce/contracts/commands/calendars';
import type { CalendarSettings } from '@bookonce/contracts/events/connected-calendar';
import { instantOf, withoutUndefined } from '@bookonce/kernel/json';
import { NEVER_READ, type PolledCollection, type PollState } from '@bookonce/kernel/ports/calendar-polls';

/** Returns a calendar and how its last read went, as a host sees it. */
export const statusOf = (
  id: string,
  type: 'ics' | 'caldav',
  settings: CalendarSettings,
  { error, lastReadAt, busyCount, skippedCount, collections }: PollState = NEVER_READ,
): ConnectedCalendarStatus => {
  const { name, readFrom, writeTo, allEventsBusy, whenUnreachable } = settings;
  const found = collections ?? [];
  return {
    id,
    type,
    name,
    state: error === null ? 'ok' : 'failing',
    lastReadAt: lastReadAt === null ? null : instantOf(lastReadAt),
    ...(error === null ? {} : { error: error.text, errorKind: error.kind, failingSince: instantOf(error.at) }),
    busyCount,
    skippedCount,
    ...(type === 'ics'
      ? {}
      : { collections: found.map(shown), readFrom: readFrom ?? found.map(({ href }) => href), writeTo }),
    allEventsBusy,
    whenUnreachable,
  };
};

const shown = ({ href, name, color }: PolledCollection): ConnectedCollection => ({
  href,
  name,
  ...withoutUndefined({ color }),
});
