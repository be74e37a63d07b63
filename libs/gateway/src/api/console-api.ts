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
  at: instantAnswer.meta({ description: "The time of the mail's event" }),
};

export const sentMailSchema = z.object(mailShape).meta({ id: 'SentMail' });
export const sentMailWithTextSchema = z.object({ ...mailShape, text: z.string() }).meta({ id: 'SentMailWithText' });

const tag = 'Console';
const access = 'workspace';

export const streamChanges = defineOperation({
  id: 'streamChanges',
  method: 'GET',
  path: '/v1/changes',
  summary: 'Follow changes in the workspace as server-sent events: `event: change` with a `Change` as JSON',
  tag,
  access,
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
  reads: [],
  answers: { 200: { description: 'The mail', schema: sentMailWithTextSchema } },
  problems: ['not-found'],
});
