import { calendarUidOf } from '@bookonce/contracts/values/calendar-uid';
import { everyDocument } from '@bookonce/kernel/every-document';
import type { OwnEvent } from '@bookonce/kernel/ports/busy-reader';
import type { ReadModels } from '@bookonce/kernel/ports/read-models';
import { calendarHosts, occupiedTimes, type CalendarHostDocument } from '../views/calendar-documents.js';
import type { Horizon } from '../domain/poll-schedule.js';

/** The facts about a host that decide what the events in a calendar mean. */
export interface HostFacts extends Pick<CalendarHostDocument, 'workspaceId' | 'email' | 'timeZone'> {
  /** The host's bookings within the horizon. */
  readonly own: readonly OwnEvent[];
}

/** Null if the views do not show the host. */
export const readHostFacts = async (
  readModels: Pick<ReadModels, 'get' | 'list'>,
  hostId: string,
  { from, to }: Horizon,
): Promise<HostFacts | null> => {
  const host = await readModels.get(calendarHosts, hostId);
  if (host === null) return null;
  const own: OwnEvent[] = [];
  // By their end, the latest first.
  for await (const { bookingId, start, end } of everyDocument(readModels, occupiedTimes, { where: { hostId } })) {
    if (end <= from) break;
    if (start < to) own.push({ uid: calendarUidOf(bookingId), start, end });
  }
  const { workspaceId, email, timeZone } = host;
  return { workspaceId, email, timeZone, own };
};
