import { instantSchema } from '@bookonce/contracts/values/instant';
import { localeTagSchema } from '@bookonce/contracts/values/language';
import { emailSchema, personNameSchema } from '@bookonce/contracts/values/people';
import { roleSchema } from '@bookonce/contracts/values/role';
import { scheduleSchema, timeOffSchema } from '@bookonce/contracts/values/schedule';
import { lines } from '@bookonce/contracts/values/text';
import { epochMsOf } from '@bookonce/kernel/json';
import { z } from 'zod';
import { defineOperation } from './operation.js';
import { instantAnswer, listOf, pagingShape } from './shapes.js';

const MAX_BUSY_INTERVALS = 10_000;
const MAX_BUSY_DAYS = 366;
const DAY_MS = 24 * 60 * 60 * 1000;

const busyIntervalSchema = z
  .strictObject({ start: instantSchema, end: instantSchema, note: lines(z.string()).max(500).optional() })
  .refine(({ start, end }) => start <= end, { message: 'must not be before start', path: ['end'] })
  .refine(({ start, end }) => epochMsOf(end) - epochMsOf(start) <= MAX_BUSY_DAYS * DAY_MS, {
    message: `must be ${MAX_BUSY_DAYS} days after start at most`,
    path: ['end'],
  });

const hostLanguage = localeTagSchema.nullable().optional().meta({
  description:
    'The language of mails to the host and of texts to share, alone or with a region: `en`, `en-US`, `de-AT`. Null: `MAIL_LANGUAGE`',
});

export const newHostSchema = z
  .strictObject({
    name: personNameSchema,
    email: emailSchema.meta({
      description: 'Hosts may share one. A session of that address acts as the host who had it first',
    }),
    schedule: scheduleSchema,
    timeOff: timeOffSchema.optional(),
    language: hostLanguage,
    role: roleSchema
      .optional()
      .meta({ description: '`host` by default. An owner sees and changes everything in the workspace' }),
  })
  .meta({
    id: 'NewHost',
    examples: [
      {
        name: 'Ada Lovelace',
        email: 'ada@example.com',
        schedule: {
          timeZone: 'Europe/London',
          weekly: [{ days: ['mon', 'tue', 'wed', 'thu', 'fri'], from: '09:00', to: '17:00' }],
        },
      },
    ],
  });

export const hostChangeSchema = z
  .strictObject({
    name: personNameSchema.optional(),
    email: emailSchema.optional(),
    schedule: scheduleSchema.optional(),
    timeOff: timeOffSchema.optional(),
    language: hostLanguage,
    role: roleSchema.optional().meta({ description: 'For owners. A change ends the sessions of the host' }),
    active: z.boolean().optional().meta({
      description: 'For owners. `false`: the host cannot sign in and can no longer be booked; bookings stay',
    }),
  })
  .meta({ id: 'HostChange' });

export const busySchema = z
  .strictObject({
    // Calendars export marks without a length; they keep nobody busy.
    intervals: z
      .array(busyIntervalSchema)
      .max(MAX_BUSY_INTERVALS)
      .overwrite((intervals) => intervals.filter(({ start, end }) => start < end)),
  })
  .meta({
    id: 'Busy',
    examples: [{ intervals: [{ start: '2026-03-30T10:00:00Z', end: '2026-03-30T11:00:00Z', note: 'Dentist' }] }],
  });

const namedHostShape = {
  id: z.string(),
  name: z.string(),
  role: roleSchema,
  active: z.boolean(),
  createdAt: instantAnswer,
};

export const hostSchema = z
  .object({
    ...namedHostShape,
    email: z.string(),
    schedule: scheduleSchema,
    timeOff: timeOffSchema,
    language: z.string().optional().meta({ description: 'Missing if the host has none of their own' }),
    busy: z.array(z.object({ start: instantAnswer, end: instantAnswer, note: z.string().optional() })),
  })
  .meta({ id: 'Host' });

/** A host as its colleagues see it who are no owners. */
export const seenHostSchema = z
  .object({
    ...namedHostShape,
    ...hostSchema.pick({ email: true, schedule: true, timeOff: true, language: true, busy: true }).partial().shape,
  })
  .meta({ id: 'SeenHost', description: 'Owners, and the host itself, see everything; other hosts the name alone' });

const tag = 'Hosts';
const access = 'workspace';
const oneHost = { description: 'The host', schema: hostSchema };

export const createHostOperation = defineOperation({
  id: 'createHost',
  method: 'POST',
  path: '/v1/hosts',
  summary: 'Add a host with a schedule',
  tag,
  access,
  members: 'owners',
  body: newHostSchema,
  reads: ['availability'],
  waitsFor: ['availability', 'workspace'],
  answers: { 201: oneHost },
});

export const listHosts = defineOperation({
  id: 'listHosts',
  method: 'GET',
  path: '/v1/hosts',
  summary: 'List hosts, newest first',
  tag,
  access,
  members: 'own',
  query: z.strictObject(pagingShape),
  reads: ['availability'],
  answers: { 200: { description: 'A page of hosts', schema: listOf(seenHostSchema) } },
});

export const getHost = defineOperation({
  id: 'getHost',
  method: 'GET',
  path: '/v1/hosts/:id',
  summary: 'Read a host',
  tag,
  access,
  members: 'own',
  reads: ['availability'],
  answers: { 200: { description: 'The host', schema: seenHostSchema } },
  problems: ['not-found'],
});

export const changeHostOperation = defineOperation({
  id: 'changeHost',
  method: 'PATCH',
  path: '/v1/hosts/:id',
  summary: 'Change a host; omitted fields do not change',
  tag,
  access,
  members: 'ownHost',
  body: hostChangeSchema,
  reads: ['availability'],
  waitsFor: ['availability', 'workspace'],
  answers: { 200: oneHost },
  problems: ['not-found', 'last-owner'],
});

export const setHostBusy = defineOperation({
  id: 'setHostBusy',
  method: 'PUT',
  path: '/v1/hosts/:id/busy',
  bodyLimit: 4 * 1024 * 1024,
  summary: 'Replace the busy times from other calendars',
  tag,
  access,
  members: 'ownHost',
  body: busySchema,
  reads: ['availability'],
  waitsFor: ['availability'],
  answers: { 200: oneHost },
  problems: ['not-found'],
});
