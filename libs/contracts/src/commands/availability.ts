import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import { busyIntervalSchema, busySourceSchema } from '../events/calendar.js';
import type { CommandReply, Done, InvalidRefusal } from '../replies.js';
import { intervalSchema } from '../values/instant.js';
import { localeSchema } from '../values/language.js';
import { slotOverridesSchema } from '../values/link-overrides.js';
import {
  assignmentSchema,
  meetingTypeChangeShape,
  meetingTypeShape,
  newMeetingTypeShape,
} from '../values/meeting-type.js';
import { roleSchema } from '../values/role.js';
import { scheduleSchema, timeOffSchema } from '../values/schedule.js';

// Answered by the availability service.

export type HostRefusal = { readonly kind: 'hostUnknown' };
export type BusyRefusal =
  | HostRefusal
  /** More than `MOST_BUSY_INTERVALS`; nothing was stored. */
  | { readonly kind: 'tooManyIntervals' }
  /** The source was removed: a late change must not bring it back. */
  | { readonly kind: 'sourceRemoved' };
export type MeetingTypeRefusal = { readonly kind: 'meetingTypeUnknown' };
export type SlotRefusal =
  /** The slot was offered, but another booking has it. */
  | { readonly kind: 'slotTaken' }
  /** The rules do not offer this start. */
  | { readonly kind: 'slotNotOffered' };

/** The hosts whose calendars hold the slot now. */
export interface Held extends Done {
  readonly hostIds: readonly string[];
}

/** A slot that can be held, as far as the hosts' calendars were last read. */
export interface Checked extends Done {
  /** Hosts who could take it and have connected calendars; absent if there are none. */
  readonly connectedHostIds?: readonly string[];
}

export interface ConnectedHosts extends Done {
  readonly hostIds: readonly string[];
}

/** The host that was created. Its id derives from the command. */
export type CreatedHost = { readonly hostId: string } & Done;

/** The meeting type that was created. Its id derives from the command. */
export type CreatedMeetingType = { readonly meetingTypeId: string } & Done;

export const createHost = defineCommand<CommandReply<never, CreatedHost>>()(
  'availability.create-host',
  z.object({
    name: z.string(),
    email: z.string(),
    schedule: scheduleSchema,
    timeOff: timeOffSchema.optional(),
    locale: localeSchema.nullable().optional(),
    /** A plain host by default. */
    role: roleSchema.optional(),
  }),
);

/** Changes only the details that are given. */
export const changeHost = defineCommand<CommandReply<HostRefusal>>()(
  'availability.change-host',
  z.object({
    hostId: z.string(),
    name: z.string().optional(),
    email: z.string().optional(),
    schedule: scheduleSchema.optional(),
    timeOff: timeOffSchema.optional(),
    /** Null: no language of their own. */
    locale: localeSchema.nullable().optional(),
  }),
);

export const setBusy = defineCommand<CommandReply<HostRefusal>>()(
  'availability.set-busy',
  z.object({ hostId: z.string(), intervals: z.array(busyIntervalSchema) }),
);

/**
 * Sets all intervals of one busy source of a host: a calendar that was read, or its holidays. Only the difference is
 * stored, and nothing if there is none, so a repeat is harmless. Intervals are merged and empty ones ignored. Null removes
 * the source for good. Changes of one source must be sent in order, each after the reply to the one before. `within`
 * leaves everything outside of that time as it is.
 */
export const changeBusy = defineCommand<CommandReply<BusyRefusal>>()(
  'availability.change-busy',
  z.object({
    hostId: z.string(),
    source: busySourceSchema,
    intervals: z.array(intervalSchema).nullable(),
    within: intervalSchema.optional(),
  }),
);

export const createMeetingType = defineCommand<CommandReply<InvalidRefusal, CreatedMeetingType>>()(
  'availability.create-meeting-type',
  z.object(newMeetingTypeShape),
);

/** Changes only the settings that are given. Links that were issued before are not touched. */
export const changeMeetingType = defineCommand<CommandReply<MeetingTypeRefusal | InvalidRefusal>>()(
  'availability.change-meeting-type',
  z.object({ ...meetingTypeChangeShape, meetingTypeId: z.string() }),
);

/** Creates a meeting type with the settings of another one, under another name. */
export const duplicateMeetingType = defineCommand<
  CommandReply<MeetingTypeRefusal | InvalidRefusal, CreatedMeetingType>
>()(
  'availability.duplicate-meeting-type',
  z.object({ meetingTypeId: z.string(), name: meetingTypeShape.name.optional() }),
);

/** Ends new links of the type. Existing ones go on. A repeated command is a no-op, as it is of `restoreMeetingType`. */
export const archiveMeetingType = defineCommand<CommandReply<MeetingTypeRefusal>>()(
  'availability.archive-meeting-type',
  z.object({ meetingTypeId: z.string() }),
);

export const restoreMeetingType = defineCommand<CommandReply<MeetingTypeRefusal>>()(
  'availability.restore-meeting-type',
  z.object({ meetingTypeId: z.string() }),
);

const slotOfBooking = {
  bookingId: z.string(),
  hostIds: z.array(z.string()),
  start: z.string(),
  end: z.string(),
};

const slotToHold = z.object({
  ...slotOfBooking,
  linkId: z.string(),
  meetingTypeId: z.string(),
  assignment: assignmentSchema,
  overrides: slotOverridesSchema.optional(),
});

/** `single`, `roundRobin`: holds it on one of the hosts; `collective`: on all of them or none. */
export const holdSlot = defineCommand<CommandReply<SlotRefusal, Held>>()('availability.hold-slot', slotToHold);

/**
 * Answers as `holdSlot` would now, and stores nothing: an attempt that no host can take is refused before anything of it
 * is stored. Another booking may still be first to hold the slot.
 */
export const checkSlot = defineCommand<CommandReply<SlotRefusal, Checked>>()('availability.check-slot', slotToHold);

/** Asks which of these hosts have connected calendars. Stores nothing. */
export const findConnectedHosts = defineCommand<CommandReply<never, ConnectedHosts>>()(
  'availability.find-connected-hosts',
  z.object({ hostIds: z.array(z.string()) }),
);

/**
 * Moves a booking's slot to another start, or gives it another end, on all of its hosts, or on none. `move` numbers the
 * moves of a booking, in ascending order. Each move is decided once, however often the command is sent.
 */
export const moveSlot = defineCommand<CommandReply<SlotRefusal>>()(
  'availability.move-slot',
  z.object({
    ...slotOfBooking,
    meetingTypeId: z.string(),
    move: z.int(),
    fromStart: z.string(),
    /** A host may move a meeting to a time that is not offered to others. */
    by: z.enum(['attendee', 'host']).default('attendee'),
    overrides: slotOverridesSchema.optional(),
  }),
);

/** Turns the hold into a booking on each of the hosts. */
export const bookSlot = defineCommand<CommandReply<never>>()('availability.book-slot', z.object(slotOfBooking));

/**
 * Frees the slot that the booking holds, or has booked, at `start` on any of the hosts. A no-op if there is none, or if a
 * later move than `moves` has moved the slot there.
 */
export const releaseSlot = defineCommand<CommandReply<never>>()(
  'availability.release-slot',
  z.object({ ...slotOfBooking, moves: z.int().default(0) }),
);
