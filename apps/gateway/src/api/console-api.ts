import { z } from 'zod';
import { defineOperation } from './operation.js';
import { instantAnswer, listOf, pagingShape } from './shapes.js';

export const changeSchema = z
  .object({ kind: z.enum(['link', 'booking', 'meetingType', 'host']), id: z.string() })
  .meta({ id: 'Change', examples: [{ kind: 'link', id: 'lnk_4fJq' }] });

const mailShape = {
  id: z.string(),
  to: z.string(),
  subject: z.string(),
  at: instantAnswer.meta({ description: 'When what it tells of happened' }),
};

export const keptMailSchema = z.object(mailShape).meta({ id: 'KeptMail' });
export const openedMailSchema = z.object({ ...mailShape, text: z.string() }).meta({ id: 'OpenedMail' });

const tag = 'Console';
const access = 'workspace';

export const streamChanges = defineOperation({
  id: 'streamChanges',
  method: 'GET',
  path: '/v1/changes',
  summary: 'Server-sent events of what changes in the workspace: `event: change`, its data a `Change` as JSON',
  tag,
  access,
  answers: { 200: { description: 'Events for as long as the connection stands', mediaType: 'text/event-stream' } },
  problems: ['too-many-requests'],
});

export const listOutbox = defineOperation({
  id: 'listOutbox',
  method: 'GET',
  path: '/v1/outbox',
  summary:
    'List the mails that would have been sent, the latest first. Only where mails are kept instead of being sent',
  tag,
  access,
  query: z.strictObject(pagingShape),
  answers: { 200: { description: 'A page of mails', schema: listOf(keptMailSchema) } },
  problems: ['not-found'],
});

export const getKeptMail = defineOperation({
  id: 'getKeptMail',
  method: 'GET',
  path: '/v1/outbox/:id',
  summary: 'Read a mail that would have been sent',
  tag,
  access,
  answers: { 200: { description: 'The mail', schema: openedMailSchema } },
  problems: ['not-found'],
});
