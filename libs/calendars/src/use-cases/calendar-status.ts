import type {
  BookingDifference,
  ConnectedCalendarStatus,
  ConnectedCollection,
} from '@bookonce/contracts/commands/calendars';
import type { CalendarSettings } from '@bookonce/contracts/events/connected-calendar';
import { instantOf, withoutUndefined } from '@bookonce/kernel/json';
import { NEVER_READ, type PolledCollection, type PollState } from '@bookonce/kernel/ports/calendar-polls';
import type { WrittenEvent } from '@bookonce/kernel/ports/written-events';

/** Returns a calendar, how its last read went and what was written to it, as a host sees it. */
export const statusOf = (
  id: string,
  type: 'ics' | 'caldav',
  settings: CalendarSettings,
  { error, lastReadAt, busyCount, skippedCount, unknownZones = [], collections }: PollState = NEVER_READ,
  written: readonly WrittenEvent[],
): ConnectedCalendarStatus => {
  const { name, readFrom, writeTo, allEventsBusy, whenUnreachable } = settings;
  const found = collections ?? [];
  const notWritten = written.find(({ failure }) => failure !== null)?.failure ?? null;
  return {
    id,
    type,
    name,
    state: error === null && notWritten === null ? 'ok' : 'failing',
    lastReadAt: lastReadAt === null ? null : instantOf(lastReadAt),
    ...(error === null ? {} : { error: error.text, errorKind: error.kind, failingSince: instantOf(error.at) }),
    ...withoutUndefined({ errorStatus: error?.status }),
    ...(error !== null || notWritten === null ? {} : { error: notWritten, errorKind: 'notWritten' }),
    busyCount,
    skippedCount,
    ...(unknownZones.length === 0 ? {} : { unknownZones }),
    ...(type === 'ics'
      ? {}
      : {
          collections: found.map(shown),
          readFrom: readFrom ?? found.map(({ href }) => href),
          writeTo,
          differing: written.flatMap(differenceOf),
        }),
    allEventsBusy,
    whenUnreachable,
  };
};

const shown = ({ href, name, color, isWritable }: PolledCollection): ConnectedCollection => ({
  href,
  name,
  isWritable,
  ...withoutUndefined({ color }),
});

const differenceOf = ({ bookingId, hostChange, failure }: WrittenEvent): readonly BookingDifference[] => {
  if (failure !== null) return [{ bookingId, difference: 'notWritten' }];
  if (hostChange === null) return [];
  if (hostChange.kind === 'deleted') return [{ bookingId, difference: 'deletedByHost' }];
  const { start, end } = hostChange;
  return [{ bookingId, difference: 'movedByHost', start, end }];
};
