import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';

// Stream: connectedCalendar-<calendarId>: a calendar of a host on somebody else's server. The address of a feed, user names
// and passwords are in no event, so that they can be forgotten.

const identityShape = { calendarId: z.string(), hostId: z.string() };

const settingsShape = {
  name: z.string(),
  /** Addresses of the collections that count; null: all that hold events. */
  readFrom: z.array(z.string()).nullable(),
  /** The collection that bookings are written to; null: none. */
  writeTo: z.string().nullable(),
  /** Whether events that leave the host free count, too. */
  allEventsBusy: z.boolean(),
  /** While the calendar cannot be read, a booking goes by the times last read, or is refused. */
  whenUnreachable: z.enum(['lastKnown', 'refuse']),
};

export const connectedCalendarEvents = [
  defineEvent(
    'CalendarConnected',
    1,
    z.object({ ...identityShape, kind: z.enum(['ics', 'caldav']), ...settingsShape }),
  ),
  /** All settings as they are from now on. */
  defineEvent(
    'CalendarChanged',
    1,
    z.object({
      ...identityShape,
      ...settingsShape,
      /** Whether the address, the user name or the password was replaced. */
      accessReplaced: z.boolean(),
    }),
  ),
  /** The first of the reads that failed in a row. `reason`: the kind of failure, such as `timedOut`. */
  defineEvent('CalendarFailed', 1, z.object({ ...identityShape, reason: z.string() })),
  /** It has failed for so long that the host is mailed. */
  defineEvent('CalendarFailureReported', 1, z.object({ ...identityShape, reason: z.string(), failedAt: z.string() })),
  defineEvent(
    'CalendarRecovered',
    1,
    z.object({
      ...identityShape,
      failedAt: z.string(),
      /** Whether the host was mailed about the failure, and so learns that the calendar works again. */
      wasReported: z.boolean(),
    }),
  ),
  /** Its busy times, address and password are forgotten. */
  defineEvent('CalendarDisconnected', 1, z.object(identityShape)),
] as const;

export type ConnectedCalendarEvent = EventOf<typeof connectedCalendarEvents>;
export type CalendarSettings = Pick<
  Extract<ConnectedCalendarEvent, { type: 'CalendarConnected' }>['data'],
  keyof typeof settingsShape
>;
