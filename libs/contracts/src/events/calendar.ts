import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { moveRefusalReasonSchema } from '../values/reasons.js';
import { storedLanguage, storedRole, storedSchedule, storedTimeOff } from './stored-values.js';

// Stream: calendar-<hostId>, one per host.

const slotShape = { hostId: z.string(), bookingId: z.string(), start: z.string(), end: z.string() };
/** `move` counts the moves that were asked for of one booking, from 1. */
const moveShape = { move: z.int(), fromStart: z.string() };
/** The booking's own buffers: kept free around it for as long as it stands (I5). */
const buffersShape = { bufferBeforeMinutes: z.int(), bufferAfterMinutes: z.int() };

export const busyIntervalSchema = z.object({ start: z.string(), end: z.string(), note: z.string().optional() });

/** Says that a host is busy: `put` by the API, `ics` and `caldav` are connected calendars. The id is the host's own. */
export const busySourceSchema = z.object({
  type: z.enum(['put', 'ics', 'caldav', 'holidays']),
  id: z.string(),
  name: z.string(),
});

export const calendarEvents = [
  /** `role`: the first one of the host. Later ones are on the workspace's stream, which judges who stays an owner. */
  defineEvent('HostAdded', 2, z.object({ hostId: z.string(), name: z.string(), email: z.string(), role: storedRole })),
  defineEvent('HostRenamed', 1, z.object({ hostId: z.string(), name: z.string(), email: z.string() })),
  defineEvent('ScheduleSet', 1, z.object({ hostId: z.string(), schedule: storedSchedule })),
  /** The language of mails to the host; null: none of their own. Dates are written by the habits of `region`. */
  defineEvent(
    'HostLanguageSet',
    1,
    z.object({ hostId: z.string(), language: storedLanguage.nullable(), region: z.string().optional() }),
  ),
  defineEvent('TimeOffSet', 1, z.object({ hostId: z.string(), timeOff: storedTimeOff })),
  /**
   * The intervals of one source, or its name, have changed. `all` removes every interval of the source: version 1 always
   * replaced the whole set.
   */
  defineEvent(
    'BusySet',
    2,
    z.object({
      hostId: z.string(),
      source: busySourceSchema,
      added: z.array(busyIntervalSchema),
      removed: z.union([z.literal('all'), z.array(busyIntervalSchema)]),
    }),
  ),
  /** The source is gone for good. Its last intervals were removed before. */
  defineEvent('BusySourceRemoved', 1, z.object({ hostId: z.string(), source: busySourceSchema })),
  defineEvent(
    'SlotHeld',
    1,
    z.object({
      ...slotShape,
      ...buffersShape,
      linkId: z.string(),
      meetingTypeId: z.string(),
    }),
  ),
  defineEvent('SlotBooked', 1, z.object(slotShape)),
  defineEvent('SlotReleased', 1, z.object(slotShape)),
  /**
   * One of several hosts keeps the new time free until the calendar that judges the move has spoken; `fromStart` stays
   * occupied meanwhile.
   */
  defineEvent('MoveReserved', 1, z.object({ ...slotShape, ...moveShape, ...buffersShape, meetingTypeId: z.string() })),
  /** A reschedule on the same host: one append, so the old slot is never free while the new one is not taken. */
  defineEvent(
    'SlotMoved',
    2,
    z.object({
      ...slotShape,
      ...moveShape,
      ...buffersShape,
      meetingTypeId: z.string(),
      /** The state of the slot, which the move does not change. */
      state: z.enum(['held', 'booked']),
      fromEnd: z.string(),
    }),
  ),
  /**
   * The sources that say that the host is busy at the time of an occupied slot are others now; none: it is clear of them
   * again. The slot stays. Stored with the change of the busy times, or with the move, that brought it about.
   */
  defineEvent('SlotClashesChanged', 1, z.object({ ...slotShape, sources: z.array(busySourceSchema) })),
  /** This move will never happen: the slot stays from `fromStart`. `start`, `end`: where it was to go. */
  defineEvent('MoveVoided', 1, z.object({ ...slotShape, ...moveShape, reason: moveRefusalReasonSchema })),
] as const;

export type CalendarEvent = EventOf<typeof calendarEvents>;
export type BusyInterval = z.infer<typeof busyIntervalSchema>;
export type BusySource = Readonly<z.infer<typeof busySourceSchema>>;
