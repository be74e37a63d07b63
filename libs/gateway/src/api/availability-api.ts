import { MOST_BUSY_ITEMS } from '@bookonce/availability/views/busy-blocks';
import { MOST_JUDGED_DAYS } from '@bookonce/availability/views/judge-starts';
import { instantSchema } from '@bookonce/contracts/values/instant';
import { z } from 'zod';
import { defineOperation } from './operation.js';
import { instantAnswer, windowQuery } from './shapes.js';

const busySourceSchema = z
  .object({
    type: z.enum(['put', 'ics', 'caldav', 'holidays']),
    name: z.string(),
    readAt: instantAnswer.optional().meta({ description: 'When it was last read, or last set by the API' }),
  })
  .meta({ id: 'BusySource' });

const busyTimesSchema = z
  .object({
    items: z
      .array(z.object({ start: instantAnswer, end: instantAnswer, source: busySourceSchema }))
      .max(MOST_BUSY_ITEMS),
    next: instantAnswer
      .optional()
      .meta({ description: 'Where to go on: send it as "from". Absent if these are all items of the window' }),
  })
  .meta({ id: 'BusyTimes' });

export const listHostBusy = defineOperation({
  id: 'listHostBusy',
  method: 'GET',
  path: '/v1/hosts/:id/busy',
  summary: 'List busy times of a host by source, merged, in order of their start',
  tag: 'Hosts',
  access: 'workspace',
  members: 'ownHost',
  query: windowQuery,
  reads: ['availability'],
  answers: { 200: { description: 'Busy times that overlap the window', schema: busyTimesSchema } },
  problems: ['not-found'],
});

const reasonSchema = z
  .object({
    kind: z.enum([
      'hours',
      'timeOff',
      'buffer',
      'notice',
      'window',
      'maxPerDay',
      'booking',
      'busy',
      'interval',
      'deactivated',
    ]),
    source: busySourceSchema.optional().meta({ description: 'The source of the busy time' }),
    text: z.string(),
  })
  .meta({ id: 'SlotReason' });

const explainedStartSchema = z
  .object({
    offered: z.boolean(),
    hosts: z.array(z.object({ hostId: z.string(), offered: z.boolean(), reasons: z.array(reasonSchema) })),
  })
  .meta({ id: 'ExplainedStart' });

export const explainMeetingTypeStart = defineOperation({
  id: 'explainMeetingTypeStart',
  method: 'GET',
  path: '/v1/meeting-types/:id/why',
  summary: 'Tell for each host why a link of this type would not offer a start',
  tag: 'Meeting types',
  access: 'workspace',
  members: 'own',
  query: z.strictObject({ start: instantSchema }),
  reads: ['availability'],
  answers: { 200: { description: 'The reasons; none for a host that can take it', schema: explainedStartSchema } },
  problems: ['not-found'],
});

const judgedStartsSchema = z
  .object({
    starts: z.array(
      z.object({ start: instantAnswer, offered: z.boolean().meta({ description: 'If not, `why` names the reasons' }) }),
    ),
  })
  .meta({ id: 'JudgedStarts' });

export const listMeetingTypeStarts = defineOperation({
  id: 'listMeetingTypeStarts',
  method: 'GET',
  path: '/v1/meeting-types/:id/starts',
  summary: 'List the starts within the usual hours, and whether a link of this type would offer them',
  tag: 'Meeting types',
  access: 'workspace',
  members: 'everybody',
  query: z.strictObject({
    from: instantSchema.meta({ description: 'Start of the window' }),
    to: instantSchema.meta({ description: `End of the window, at most ${MOST_JUDGED_DAYS} days after "from"` }),
  }),
  reads: ['availability'],
  answers: { 200: { description: 'Starts, sorted', schema: judgedStartsSchema } },
  problems: ['not-found'],
});
