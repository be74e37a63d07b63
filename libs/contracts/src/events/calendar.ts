import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { scheduleSchema, timeOffSchema } from '../values/schedule.js';

// Stream: calendar-<hostId>, one per host.

const slotShape = { hostId: z.string(), bookingId: z.string(), start: z.string(), end: z.string() };

export const busyIntervalSchema = z.object({ start: z.string(), end: z.string(), note: z.string().optional() });

export const calendarEvents = [
  defineEvent('HostAdded', 1, z.object({ hostId: z.string(), name: z.string(), email: z.string() })),
  defineEvent('HostRenamed', 1, z.object({ hostId: z.string(), name: z.string(), email: z.string() })),
  defineEvent('ScheduleSet', 1, z.object({ hostId: z.string(), schedule: scheduleSchema })),
  defineEvent('TimeOffSet', 1, z.object({ hostId: z.string(), timeOff: timeOffSchema })),
  defineEvent('BusySet', 1, z.object({ hostId: z.string(), intervals: z.array(busyIntervalSchema) })),
  defineEvent(
    'SlotHeld',
    1,
    z.object({
      ...slotShape,
      linkId: z.string(),
      meetingTypeId: z.string(),
      /** The booking's own buffers: kept free around it for as long as it stands (I5). */
      bufferBeforeMinutes: z.int(),
      bufferAfterMinutes: z.int(),
    }),
  ),
  defineEvent('SlotBooked', 1, z.object(slotShape)),
  defineEvent('SlotReleased', 1, z.object(slotShape)),
  /** A reschedule on the same host: one append, so the old slot is never free while the new one is not taken. */
  defineEvent(
    'SlotMoved',
    1,
    z.object({
      ...slotShape,
      meetingTypeId: z.string(),
      /** What it was and stays. */
      state: z.enum(['held', 'booked']),
      fromStart: z.string(),
      fromEnd: z.string(),
      bufferBeforeMinutes: z.int(),
      bufferAfterMinutes: z.int(),
    }),
  ),
] as const;

export type CalendarEvent = EventOf<typeof calendarEvents>;
export type BusyInterval = z.infer<typeof busyIntervalSchema>;
