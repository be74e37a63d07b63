import { z } from 'zod';
import { defineOperation } from './operation.js';
import { instantAnswer } from './shapes.js';

const letterShape = {
  id: z.string(),
  consumer: z.string().meta({ description: 'The subscriber that could not handle the event' }),
  type: z.string().meta({ description: "The event's type" }),
  reason: z.string(),
  at: instantAnswer,
};

export const deadLetterSchema = z
  .object({
    ...letterShape,
    tries: z.int(),
    stream: z.string(),
    revision: z.int(),
    event: z.object({ time: z.string(), data: z.unknown() }).nullable(),
  })
  .meta({ id: 'DeadLetter' });

const tag = 'Service';
const access = 'workspace';

export const listDeadLetters = defineOperation({
  id: 'listDeadLetters',
  method: 'GET',
  path: '/v1/dead-letters',
  summary: 'List events of the workspace that a subscriber could not handle, oldest first. Embedded default only',
  tag,
  access,
  members: 'owners',
  reads: [],
  answers: {
    200: {
      description: 'The first thousand',
      schema: z.object({ items: z.array(z.object(letterShape).meta({ id: 'ListedDeadLetter' })) }),
    },
  },
  problems: ['not-found'],
});

export const getDeadLetter = defineOperation({
  id: 'getDeadLetter',
  method: 'GET',
  path: '/v1/dead-letters/:letterId',
  summary: 'Read a dead letter with its event, personal data masked unless `reveal` is `true`',
  tag,
  access,
  members: 'owners',
  query: z.strictObject({ reveal: z.enum(['true', 'false']).optional() }),
  reads: [],
  answers: { 200: { description: 'The dead letter', schema: deadLetterSchema } },
  problems: ['not-found'],
});

export const retryDeadLetter = defineOperation({
  id: 'retryDeadLetter',
  method: 'POST',
  path: '/v1/dead-letters/:letterId/retry',
  summary: 'Deliver the event again, to that subscriber alone',
  tag,
  access,
  members: 'owners',
  reads: [],
  waitsFor: [],
  answers: {
    200: {
      description: 'Whether it was handled within 5 s; else it is retried, and the letter stays until it is',
      schema: z.object({ handled: z.boolean() }),
    },
  },
  problems: ['not-found', 'conflict-with-state'],
});

export const discardDeadLetter = defineOperation({
  id: 'discardDeadLetter',
  method: 'DELETE',
  path: '/v1/dead-letters/:letterId',
  summary:
    'Remove a dead letter for good, which ends its retries: the event stays in history, its effect does not happen',
  tag,
  access,
  members: 'owners',
  reads: [],
  waitsFor: [],
  answers: { 204: { description: 'Removed' } },
  problems: ['not-found'],
});
