import { z } from 'zod';
import { defineCommand } from '../define-command.js';
import type { CommandReply, Done, InvalidRefusal } from '../replies.js';

// Answered by the calendar service. A host's calendars are on servers of others, which may take their time.

export type HostCalendarRefusal = { readonly kind: 'hostUnknown' } | { readonly kind: 'calendarUnknown' };

/** A calendar of a CalDAV account. */
export interface ConnectedCollection {
  readonly href: string;
  readonly name: string;
  readonly color?: string;
  /** Whether bookings can be written to it. */
  readonly isWritable: boolean;
}

/** A booking whose event in a calendar is not what it should be. The product leaves it as its host has made it. */
export interface BookingDifference {
  readonly bookingId: string;
  readonly difference: 'movedByHost' | 'deletedByHost' | 'notWritten';
  /** Where the host has moved it to. */
  readonly start?: string;
  readonly end?: string;
}

/** A connected calendar and how its last read went. Holds no address of a feed, no user name and no password. */
export interface ConnectedCalendarStatus {
  readonly id: string;
  readonly type: 'ics' | 'caldav';
  readonly name: string;
  readonly state: 'ok' | 'failing';
  /** Null until the first read has succeeded. */
  readonly lastReadAt: string | null;
  /** The last failure to read it, or to write to it, and what the host can do about it. Only if the calendar fails. */
  readonly error?: string;
  /** The kind of that failure, such as `timedOut`; `notWritten` if only bookings could not be written. */
  readonly errorKind?: string;
  /** The HTTP status that the calendar's server answered the failed read with, if it answered. */
  readonly errorStatus?: number;
  /** The first of the failed reads in a row, on the product's clock. Only if the calendar fails. */
  readonly failingSince?: string;
  readonly busyCount: number;
  /** Entries that could not be understood, and do not count. */
  readonly skippedCount: number;
  /** Time zones that entries name and nothing explains. Those entries count in the host's zone. */
  readonly unknownZones?: readonly string[];
  readonly collections?: readonly ConnectedCollection[];
  readonly readFrom?: readonly string[];
  readonly writeTo?: string | null;
  /** Bookings that are not over and that differ in it. Only of an account. */
  readonly differing?: readonly BookingDifference[];
  readonly allEventsBusy: boolean;
  readonly whenUnreachable: 'lastKnown' | 'refuse';
}

export type CalendarReply = { readonly calendar: ConnectedCalendarStatus } & Done;

/** Longer than the deadline of a read that somebody waits for. */
const READ_ANSWERED_WITHIN_MS = 25_000;
const withRead = { answeredWithinMs: READ_ANSWERED_WITHIN_MS };

/** Names what the sealed access of a calendar belongs to. */
export const accessOwnerOf = (calendarId: string): string => `calendar-access/${calendarId}`;

/** The content of `sealedAccess`; in a change, only its new parts. */
export const calendarAccessSchema = z.object({
  url: z.string().optional(),
  username: z.string().optional(),
  password: z.string().optional(),
});
export type CalendarAccessFields = z.output<typeof calendarAccessSchema>;

/** Connects a calendar once it could be read. Its id derives from the command, so that the caller can seal its access. */
export const connectCalendar = defineCommand<CommandReply<HostCalendarRefusal | InvalidRefusal, CalendarReply>>()(
  'calendars.connect',
  z.object({
    hostId: z.string(),
    type: z.enum(['ics', 'caldav']),
    sealedAccess: z.string(),
    name: z.string().optional(),
    fallbackName: z.string().optional(),
    allEventsBusy: z.boolean(),
  }),
  withRead,
);

/** Changes only the settings that are given. A new access is stored once the calendar could be read with it. */
export const changeCalendar = defineCommand<CommandReply<HostCalendarRefusal | InvalidRefusal, CalendarReply>>()(
  'calendars.change',
  z.object({
    hostId: z.string(),
    calendarId: z.string(),
    sealedAccess: z.string().optional(),
    name: z.string().optional(),
    readFrom: z.array(z.string()).optional(),
    writeTo: z.string().nullable().optional(),
    allEventsBusy: z.boolean().optional(),
    whenUnreachable: z.enum(['lastKnown', 'refuse']).optional(),
  }),
  withRead,
);

/** Reads a calendar now, and answers with its state, also if that failed. */
export const readCalendar = defineCommand<CommandReply<HostCalendarRefusal, CalendarReply>>()(
  'calendars.read',
  z.object({ hostId: z.string(), calendarId: z.string() }),
  withRead,
);

export const disconnectCalendar = defineCommand<CommandReply<HostCalendarRefusal>>()(
  'calendars.disconnect',
  z.object({ hostId: z.string(), calendarId: z.string() }),
);

export interface CalendarList extends Done {
  /** Oldest first. */
  readonly items: readonly ConnectedCalendarStatus[];
  /** How far ahead events are read. */
  readonly horizonDays: number;
}

/** Asks for the calendars of a host. Stores nothing. */
export const listCalendars = defineCommand<CommandReply<HostCalendarRefusal, CalendarList>>()(
  'calendars.list',
  z.object({ hostId: z.string() }),
);

/** Asks when calendars were last read, by id; those that were never read are left out. Stores nothing. */
export const findLastReads = defineCommand<
  CommandReply<never, { readonly readAt: Readonly<Record<string, string>> } & Done>
>()('calendars.find-last-reads', z.object({ calendarIds: z.array(z.string()) }));
