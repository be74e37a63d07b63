import type { BusySource } from '@bookonce/contracts/events/calendar';
import type { HostDocument } from '@bookonce/availability/views/availability-documents';
import { PUT_SOURCE } from '@bookonce/contracts/values/busy-source';
import type { Instant } from '@bookonce/kernel/json';

/** When connected calendars and holidays were last read: operational state of the service that reads them, in no view (I13). */
export interface CalendarReadings {
  /**
   * Returns the time of the last successful reading by the id of the source; those that were never read are left
   * out. Answers within a second, or rejects.
   */
  lastReadAt(sourceIds: readonly string[]): Promise<ReadonlyMap<string, Instant>>;
}

export interface BusySourceForm {
  readonly type: BusySource['type'];
  readonly name: string;
  readonly readAt?: Instant;
}

type SourceHost = Pick<HostDocument, 'busySetAt' | 'busySources'>;

/** Returns a function that shows a source of one of these hosts; the time is left out if it is unknown. */
export const busySourceForms = async (
  readings: CalendarReadings | undefined,
  hosts: readonly SourceHost[],
): Promise<(source: BusySource, host: SourceHost | undefined) => BusySourceForm> => {
  const ids = hosts.flatMap(({ busySources }) => busySources.map(({ id }) => id));
  const times =
    readings === undefined || ids.length === 0 ? new Map<string, Instant>() : await readings.lastReadAt(ids);
  return ({ type, id, name }, host) => {
    const readAt = id === PUT_SOURCE.id ? host?.busySetAt : times.get(id);
    return { type, name, ...(readAt === undefined || readAt === null ? {} : { readAt }) };
  };
};
