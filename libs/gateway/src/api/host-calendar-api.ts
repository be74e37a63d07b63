import { lines, oneLine } from '@bookonce/contracts/values/text';
import { z } from 'zod';
import { defineOperation } from './operation.js';
import { instantAnswer } from './shapes.js';

const MOST_COLLECTIONS = 100;

const urlSchema = oneLine(z.string().trim().min(1).max(2_000));
const usernameSchema = oneLine(z.string().min(1).max(320));
const passwordSchema = lines(z.string().min(1)).max(1_000);
const nameSchema = oneLine(z.string().trim().min(1).max(100));
const hrefSchema = oneLine(z.string().min(1).max(2_000));
const allEventsBusy = z.boolean().optional().meta({ description: 'Transparent events count, too; false by default' });

/** A word of the language of the caller. */
const fallbackNameSchema = nameSchema.optional().meta({
  description: 'The name if there is no other, `Calendar` by default. Further ones get a number',
});

export const newCalendarSchema = z
  .discriminatedUnion('type', [
    z.strictObject({
      type: z.literal('ics'),
      url: urlSchema.meta({
        description: 'The address of an iCalendar feed: https, or webcal, which is read as https',
      }),
      name: nameSchema.optional().meta({ description: 'By default, the name that the feed gives itself' }),
      fallbackName: fallbackNameSchema,
      allEventsBusy,
    }),
    z.strictObject({
      type: z.literal('caldav'),
      url: urlSchema.meta({
        description: 'Any address of the account: its server, the account itself or one calendar',
      }),
      username: usernameSchema,
      password: passwordSchema.meta({ description: 'Many providers need an app password here' }),
      name: nameSchema.optional(),
      fallbackName: fallbackNameSchema,
      allEventsBusy,
    }),
  ])
  .meta({
    id: 'NewCalendar',
    examples: [{ type: 'ics', url: 'https://calendar.example.com/private-7fd1/basic.ics', name: 'Work' }],
  });

export const calendarChangeSchema = z
  .strictObject({
    name: nameSchema.optional(),
    url: urlSchema.optional(),
    username: usernameSchema.optional(),
    password: passwordSchema.optional(),
    readFrom: z.array(hrefSchema).min(1).max(MOST_COLLECTIONS).optional(),
    writeTo: hrefSchema.nullable().optional(),
    allEventsBusy: z.boolean().optional(),
    whenUnreachable: z.enum(['lastKnown', 'refuse']).optional(),
  })
  .meta({ id: 'CalendarChange', examples: [{ whenUnreachable: 'refuse' }] });

export const connectedCalendarSchema = z
  .object({
    id: z.string(),
    type: z.enum(['ics', 'caldav']),
    name: z.string(),
    state: z.enum(['ok', 'failing']).meta({
      description: '`failing` from the first failed read on, and while a booking could not be written for a day',
    }),
    lastReadAt: instantAnswer.nullable().meta({ description: 'The last read that succeeded' }),
    error: z.string().optional().meta({ description: 'Only of a failing calendar: what is wrong, and what to do' }),
    errorKind: z.string().optional().meta({
      description:
        'Only of a failing calendar: the kind of failure, such as `timedOut`; `notWritten` if only bookings failed',
    }),
    errorStatus: z.int().optional().meta({
      description: "Only of a failing calendar: the HTTP status of its server's answer, if it answered",
    }),
    failingSince: instantAnswer.optional().meta({ description: 'Only of a failing calendar: the first failed read' }),
    busyCount: z.int(),
    skippedCount: z.int().meta({ description: 'Entries that could not be understood, and do not count' }),
    unknownZones: z.array(z.string()).optional().meta({
      description: "Time zones that entries name and nobody knows, at most 10. Those entries count in the host's zone",
    }),
    collections: z
      .array(
        z.object({
          href: z.string(),
          name: z.string(),
          color: z.string().optional(),
          isWritable: z.boolean().meta({ description: 'Whether bookings can be written to it' }),
        }),
      )
      .optional()
      .meta({ description: 'Only of an account: its calendars that hold events' }),
    readFrom: z.array(z.string()).optional().meta({ description: 'The collections that count' }),
    writeTo: z.string().nullable().optional().meta({ description: 'The collection that bookings are written to' }),
    differing: z
      .array(
        z.object({
          bookingId: z.string(),
          difference: z.enum(['movedByHost', 'deletedByHost', 'notWritten']),
          start: instantAnswer.optional().meta({ description: 'Where the host has moved it to' }),
          end: instantAnswer.optional(),
        }),
      )
      .optional()
      .meta({
        description:
          'Only of an account: bookings to come whose events the host has moved or deleted there, and those that could not be written. Such events are left alone',
      }),
    allEventsBusy: z.boolean(),
    whenUnreachable: z.enum(['lastKnown', 'refuse']).meta({
      description: 'While it cannot be read, a booking goes by the times last read, or is refused',
    }),
  })
  .meta({ id: 'ConnectedCalendar' });

const tag = 'Hosts';
const access = 'workspace';
const oneCalendar = {
  description: 'The calendar. Its address, user name and password are never shown',
  schema: connectedCalendarSchema,
};

export const connectCalendarOperation = defineOperation({
  id: 'connectCalendar',
  method: 'POST',
  path: '/v1/hosts/:id/calendars',
  summary: 'Connect a calendar of a host, once it could be read. The answer takes up to 15 seconds',
  tag,
  access,
  members: 'ownHost',
  body: newCalendarSchema,
  reads: [],
  waitsFor: [],
  answers: { 201: oneCalendar },
  problems: ['not-found', 'too-many-requests'],
});

export const listCalendarsOperation = defineOperation({
  id: 'listCalendars',
  method: 'GET',
  path: '/v1/hosts/:id/calendars',
  summary: 'List the connected calendars of a host, oldest first',
  tag,
  access,
  members: 'ownHost',
  reads: [],
  answers: {
    200: {
      description: 'All of them',
      schema: z.object({
        items: z.array(connectedCalendarSchema),
        horizonDays: z.int().meta({ description: 'How far ahead events count; later times are not checked' }),
      }),
    },
  },
  problems: ['not-found'],
});

export const changeCalendarOperation = defineOperation({
  id: 'changeCalendar',
  method: 'PATCH',
  path: '/v1/hosts/:id/calendars/:calendarId',
  summary: 'Change a connected calendar; omitted fields do not change',
  tag,
  access,
  members: 'ownHost',
  body: calendarChangeSchema,
  reads: [],
  waitsFor: [],
  answers: { 200: oneCalendar },
  problems: ['not-found', 'too-many-requests'],
});

export const readCalendarOperation = defineOperation({
  id: 'readCalendar',
  method: 'POST',
  path: '/v1/hosts/:id/calendars/:calendarId/read',
  summary: 'Read a connected calendar now',
  tag,
  access,
  members: 'ownHost',
  body: z.strictObject({}),
  reads: [],
  waitsFor: [],
  answers: { 200: { ...oneCalendar, description: 'The calendar after the read, also if that failed' } },
  problems: ['not-found', 'too-many-requests'],
});

export const disconnectCalendarOperation = defineOperation({
  id: 'disconnectCalendar',
  method: 'DELETE',
  path: '/v1/hosts/:id/calendars/:calendarId',
  summary: 'Disconnect a calendar; its busy times, address and password are forgotten',
  tag,
  access,
  members: 'ownHost',
  reads: [],
  waitsFor: [],
  answers: { 204: { description: 'It is disconnected' } },
  problems: ['not-found'],
});
