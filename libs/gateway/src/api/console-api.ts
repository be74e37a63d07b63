import { z } from 'zod';
import { defineOperation } from './operation.js';
import { instantAnswer, listOf, pagingShape } from './shapes.js';

export const changeSchema = z
  .object({
    kind: z.enum(['link', 'booking', 'meetingType', 'host', 'connectedCalendar', 'workspace']),
    id: z.string(),
  })
  .meta({ id: 'Change', examples: [{ kind: 'link', id: 'lnk_4fJq' }] });

const UNREADABLE = 'Missing if the mail was sealed with a secret key that was lost';

const mailShape = {
  id: z.string(),
  to: z.string().optional().meta({ description: UNREADABLE }),
  subject: z.string().optional().meta({ description: UNREADABLE }),
  at: instantAnswer.meta({ description: "The time of the mail's event" }),
  state: z.literal('failed').optional().meta({ description: 'Only of a mail that was not sent' }),
  reason: z.literal('secretLost').optional().meta({ description: 'Why it was not sent' }),
};

export const sentMailSchema = z.object(mailShape).meta({ id: 'SentMail' });
export const sentMailWithTextSchema = z
  .object({ ...mailShape, text: z.string().optional() })
  .meta({ id: 'SentMailWithText' });

const tag = 'Console';
const access = 'workspace';

export const streamChanges = defineOperation({
  id: 'streamChanges',
  method: 'GET',
  path: '/v1/changes',
  summary: 'Follow changes in the workspace as server-sent events: `event: change` with a `Change` as JSON',
  tag,
  access,
  members: 'own',
  reads: [],
  answers: { 200: { description: 'Events until the connection closes', mediaType: 'text/event-stream' } },
  problems: ['too-many-requests'],
});

export const listSentMail = defineOperation({
  id: 'listSentMail',
  method: 'GET',
  path: '/v1/sent-mail',
  summary: 'List the last thousand mails, newest first: sent by SMTP, or kept as files. Embedded default only',
  tag,
  access,
  members: 'owners',
  query: z.strictObject(pagingShape),
  reads: [],
  answers: { 200: { description: 'A page of mails', schema: listOf(sentMailSchema) } },
  problems: ['not-found'],
});

export const getSentMail = defineOperation({
  id: 'getSentMail',
  method: 'GET',
  path: '/v1/sent-mail/:id',
  summary: 'Read a sent mail',
  tag,
  access,
  members: 'owners',
  reads: [],
  answers: { 200: { description: 'The mail', schema: sentMailWithTextSchema } },
  problems: ['not-found'],
});
