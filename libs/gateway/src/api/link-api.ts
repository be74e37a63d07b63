import { instantSchema } from '@bookonce/contracts/values/instant';
import { linkOverridesSchema } from '@bookonce/contracts/values/link-overrides';
import { localeTagSchema } from '@bookonce/contracts/values/language';
import { LONGEST_LINK_DAYS, unusedReminderDaysSchema } from '@bookonce/contracts/values/meeting-type';
import { metadataSchema, recipientSchema } from '@bookonce/contracts/values/people';
import { z } from 'zod';
import { defineOperation } from './operation.js';
import { hostLeftSchema } from './recipient-api.js';
import { instantAnswer, listOf, noteSchema, pagingShape, queryText, writtenText } from './shapes.js';

export const linkStatusSchema = z.enum(['active', 'consumed', 'expired', 'replaced', 'revoked']);

const wishShape = {
  hostId: z.string().min(1).max(64).optional().meta({ description: 'Chooses one host of a team' }),
  expiresAt: instantSchema.optional(),
  expiresInDays: z.int().min(1).max(LONGEST_LINK_DAYS).optional(),
  recipient: recipientSchema.optional(),
  note: noteSchema.optional(),
  metadata: metadataSchema.optional(),
  overrides: linkOverridesSchema
    .optional()
    .meta({ description: 'For this link alone; `slots` are the only times that it offers' }),
  prefill: z.boolean().optional().meta({ description: "The booking page shows the recipient's name and address" }),
  recipientOnly: z.boolean().optional().meta({ description: 'Only `recipient.email` can book, confirmed by mail' }),
  unusedReminderDays: unusedReminderDaysSchema
    .optional()
    .meta({ description: 'After how many days the recipient is reminded of the unused link; else as the type says' }),
};

const meetingTypeId = z.string().min(1).max(64);

export const newLinkSchema = z.strictObject({ meetingTypeId, ...wishShape }).meta({
  id: 'NewLink',
  examples: [
    {
      meetingTypeId: 'mtt_0f5a7c81e2b94d6a8c3e5f7a9b1d3c5e',
      expiresInDays: 14,
      recipient: { name: 'Grace Hopper', email: 'grace@example.com' },
      metadata: { crmId: '4711' },
    },
  ],
});

export const newLinkBatchSchema = z
  .strictObject({
    meetingTypeId,
    links: z.array(z.strictObject(wishShape)).min(1).max(1000),
  })
  .meta({ id: 'NewLinkBatch' });

export const regenerateSchema = z.strictObject({}).meta({ id: 'Regenerate' });

export const revokeSchema = z.strictObject({ reason: writtenText(500).optional() }).meta({ id: 'Revoke' });

export const allowAttemptsSchema = z.strictObject({}).meta({ id: 'AllowAttempts' });

const message = writtenText(2000).optional().meta({ description: 'Text before the link in the mail' });

export const sendLinkSchema = z.strictObject({ message }).meta({ id: 'SendLink' });

export const remindSchema = z.strictObject({ message }).meta({ id: 'Remind' });

export const linkSchema = z
  .object({
    id: z.string(),
    url: z.string().optional().meta({ description: "Missing if the installation's secret key was lost" }),
    status: linkStatusSchema,
    meetingTypeId: z.string(),
    hostId: z.string().optional(),
    hostLeft: hostLeftSchema,
    hostDeactivated: z
      .literal(true)
      .optional()
      .meta({ description: 'A host without whom the link offers no times is deactivated' }),
    recipient: recipientSchema.optional(),
    note: z.string().optional(),
    metadata: metadataSchema,
    overrides: linkOverridesSchema.optional(),
    prefill: z.boolean().optional(),
    recipientOnly: z.boolean().optional(),
    unusedReminderDays: unusedReminderDaysSchema.optional(),
    createdAt: instantAnswer,
    expiresAt: instantAnswer,
    consumedAt: instantAnswer.optional(),
    mailedAt: instantAnswer.optional().meta({ description: 'When this service last mailed it to its recipient' }),
    bookingId: z.string().optional(),
    replaces: z.string().optional(),
    replacedBy: z.string().optional(),
    revokeReason: z.string().optional(),
    attempts: z.object({ stored: z.int(), allowed: z.int() }).meta({
      description: 'Booking attempts that count, and how many are taken before the host must allow more',
    }),
    shareTexts: z
      .object({ email: z.object({ subject: z.string(), body: z.string() }), message: z.string() })
      .optional()
      .meta({ description: "Missing if the installation's secret key was lost" }),
    shareLanguage: z.string().optional().meta({ description: 'The language of these texts' }),
  })
  .meta({ id: 'Link' });

export const linkHistorySchema = z
  .object({
    events: z.array(
      z.object({
        type: z.string(),
        at: instantAnswer,
        by: z.string().meta({ description: '`attendee`, `host`, `api` or `system`' }),
        actor: z
          .object({ id: z.string(), name: z.string().optional() })
          .optional()
          .meta({ description: 'The API key or the person that acted, if it is known' }),
        data: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  .meta({ id: 'LinkHistory' });

const tag = 'Links';
const access = 'workspace';
const oneLink = { description: 'The link', schema: linkSchema };

export const createLink = defineOperation({
  id: 'createLink',
  method: 'POST',
  path: '/v1/links',
  summary: 'Create a link for exactly one booking',
  tag,
  access,
  members: 'own',
  body: newLinkSchema,
  reads: ['link', 'availability'],
  waitsFor: ['link', 'availability'],
  answers: { 201: oneLink },
  problems: ['owners-only', 'meeting-type-archived', 'hosts-deactivated'],
});

export const createLinkBatch = defineOperation({
  id: 'createLinkBatch',
  method: 'POST',
  path: '/v1/links/batch',
  bodyLimit: 4 * 1024 * 1024,
  summary: 'Create up to 1,000 links of one meeting type, all or none',
  tag,
  access,
  members: 'own',
  body: newLinkBatchSchema,
  reads: ['link', 'availability'],
  waitsFor: ['link', 'availability'],
  answers: {
    201: { description: 'The links, in the order of the request', schema: z.object({ items: z.array(linkSchema) }) },
  },
  problems: ['owners-only', 'meeting-type-archived', 'hosts-deactivated'],
});

export const listLinks = defineOperation({
  id: 'listLinks',
  method: 'GET',
  path: '/v1/links',
  summary: 'List links, newest first',
  tag,
  access,
  members: 'own',
  query: z.strictObject({
    ...pagingShape,
    status: linkStatusSchema.optional(),
    meetingTypeId: queryText(64).optional(),
    recipient: queryText(254).optional().meta({ description: "The recipient's e-mail address" }),
  }),
  reads: ['link', 'availability'],
  answers: { 200: { description: 'A page of links', schema: listOf(linkSchema) } },
});

export const getLink = defineOperation({
  id: 'getLink',
  method: 'GET',
  path: '/v1/links/:id',
  summary: 'Read a link',
  tag,
  access,
  members: 'own',
  query: z.strictObject({
    language: localeTagSchema.optional().meta({ description: "Of the texts to share; else the host's" }),
  }),
  reads: ['link', 'availability'],
  answers: { 200: oneLink },
  problems: ['not-found'],
});

export const getLinkHistory = defineOperation({
  id: 'getLinkHistory',
  method: 'GET',
  path: '/v1/links/:id/history',
  summary: 'Read the history of a link and of its booking, oldest first',
  tag,
  access,
  members: 'own',
  reads: ['link', 'booking'],
  answers: { 200: { description: 'The history', schema: linkHistorySchema } },
  problems: ['not-found'],
});

export const regenerateLinkOperation = defineOperation({
  id: 'regenerateLink',
  method: 'POST',
  path: '/v1/links/:id/regenerate',
  summary:
    'Replace a link by a new one; the old one stops working at once. If the meeting type is archived, only an active link can be replaced; if the hosts are deactivated, none can',
  tag,
  access,
  members: 'own',
  body: regenerateSchema,
  reads: ['link', 'availability'],
  waitsFor: ['link', 'availability'],
  answers: { 201: { description: 'The new link', schema: linkSchema } },
  problems: [
    'not-found',
    'owners-only',
    'meeting-type-archived',
    'hosts-deactivated',
    ['link-consumed', 409],
    ['link-replaced', 409],
  ],
});

export const revokeLinkOperation = defineOperation({
  id: 'revokeLink',
  method: 'POST',
  path: '/v1/links/:id/revoke',
  summary: 'Revoke a link; idempotent',
  tag,
  access,
  members: 'own',
  body: revokeSchema,
  reads: ['link', 'availability'],
  waitsFor: ['link', 'availability'],
  answers: { 200: oneLink },
  problems: ['not-found', ['link-consumed', 409], ['link-expired', 409], ['link-replaced', 409]],
});

export const allowAttemptsOperation = defineOperation({
  id: 'allowAttempts',
  method: 'POST',
  path: '/v1/links/:id/allow-attempts',
  summary: 'Allow 100 more booking attempts with a link',
  tag,
  access,
  members: 'own',
  body: allowAttemptsSchema,
  reads: ['link', 'availability'],
  waitsFor: ['link', 'availability'],
  answers: { 200: oneLink },
  problems: ['not-found', ['link-consumed', 409], ['link-expired', 409], ['link-replaced', 409], ['link-revoked', 409]],
});

export const sendLinkOperation = defineOperation({
  id: 'sendLink',
  method: 'POST',
  path: '/v1/links/:id/send',
  summary:
    'Mail the link to its recipient: an invitation at first, a reminder after that. An expired link is replaced by a new one',
  tag,
  access,
  members: 'own',
  body: sendLinkSchema,
  reads: ['link', 'availability'],
  waitsFor: ['link', 'availability'],
  answers: { 202: { description: 'The mailed link', schema: linkSchema } },
  problems: [
    'not-found',
    'owners-only',
    'meeting-type-archived',
    'hosts-deactivated',
    'link-without-address',
    'conflict-with-state',
    ['link-consumed', 409],
    ['link-replaced', 409],
    ['link-revoked', 409],
  ],
});

export const remindOfLinkOperation = defineOperation({
  id: 'remindOfLink',
  method: 'POST',
  path: '/v1/links/:id/remind',
  summary: 'Remind the recipient of the link by mail; an expired link is replaced by a new one',
  tag,
  access,
  members: 'own',
  body: remindSchema,
  reads: ['link', 'availability'],
  waitsFor: ['link', 'availability'],
  answers: { 202: { description: 'The mailed link', schema: linkSchema } },
  problems: [
    'not-found',
    'owners-only',
    'link-without-address',
    'meeting-type-archived',
    'hosts-deactivated',
    'conflict-with-state',
    ['link-consumed', 409],
    ['link-replaced', 409],
    ['link-revoked', 409],
  ],
});
