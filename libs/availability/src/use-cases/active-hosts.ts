import { isDeactivated, type WorkspaceMembers } from '@bookonce/contracts/streams/workspace-members';
import type { Assignment } from '@bookonce/contracts/values/meeting-type';
import { epochMsOf } from '@bookonce/kernel/json';
import type { CalendarState } from '../domain/calendar-state.js';
import { occupiedBy } from '../domain/occupied-slots.js';

interface SlotRequest {
  readonly bookingId: string;
  readonly hostIds: readonly string[];
  readonly assignment: Assignment;
  readonly start: string;
}

/**
 * The hosts of a request whose calendars may hold its slot: those who are active, or hold it already, so that a repeated
 * command gets the same reply. Nobody, if all are needed and one of them is deactivated.
 */
export const whoMayHold = async (
  { bookingId, hostIds, assignment, start }: SlotRequest,
  members: WorkspaceMembers,
  load: (hostId: string) => Promise<CalendarState>,
): Promise<string[]> => {
  if (!hostIds.some((hostId) => isDeactivated(members, hostId))) return [...hostIds];
  const may = await Promise.all(
    hostIds.map(async (hostId) => {
      if (!isDeactivated(members, hostId)) return true;
      return occupiedBy((await load(hostId)).occupied, bookingId, epochMsOf(start)) !== undefined;
    }),
  );
  if (assignment === 'collective' && may.includes(false)) return [];
  return hostIds.filter((_hostId, index) => may[index]);
};

/** Whether an attendee may not move a booking, because one of its hosts is deactivated. A host decides about that alone. */
export const isClosedToAttendees = (
  { hostIds, by }: { readonly hostIds: readonly string[]; readonly by: 'attendee' | 'host' },
  members: WorkspaceMembers,
): boolean => by === 'attendee' && hostIds.some((hostId) => isDeactivated(members, hostId));
