import { shownName } from '@bookonce/contracts/values/text';
import { z } from 'zod';
import { defineOperation } from './operation.js';
import { instantAnswer, listOf, pagingShape } from './shapes.js';

const keyShape = {
  id: z.string(),
  name: z.string(),
  createdAt: instantAnswer,
  lastUsedAt: instantAnswer.optional().meta({ description: 'Accurate to about a minute' }),
  revokedAt: instantAnswer.optional(),
};

export const apiKeySchema = z
  .object({
    ...keyShape,
    sessionsOfItsPeople: z
      .int()
      .meta({ description: 'Open sessions of people whom the key added, or whose address it changed' }),
    createdByHostIds: z.array(z.string()).meta({
      description: 'The hosts who may be the person that created it, who stays able to use it; empty if unknown',
    }),
  })
  .meta({ id: 'ApiKey' });

export const newApiKeySchema = z
  .strictObject({ name: shownName(100) })
  .meta({ id: 'NewApiKey', examples: [{ name: 'CRM' }] });

export const createdApiKeySchema = z
  .object({ ...keyShape, key: z.string().meta({ description: 'Shown only in this answer' }) })
  .meta({ id: 'CreatedApiKey' });

const tag = 'API keys';
const access = 'workspace';

export const listApiKeys = defineOperation({
  id: 'listApiKeys',
  method: 'GET',
  path: '/v1/api-keys',
  summary: 'List API keys, newest first, including revoked ones',
  tag,
  access,
  members: 'owners',
  query: z.strictObject(pagingShape),
  reads: ['workspace'],
  answers: { 200: { description: 'A page of keys', schema: listOf(apiKeySchema) } },
});

export const createApiKeyOperation = defineOperation({
  id: 'createApiKey',
  method: 'POST',
  path: '/v1/api-keys',
  summary: 'Create an API key; only this answer shows it',
  tag,
  access,
  members: 'owners',
  body: newApiKeySchema,
  reads: ['workspace'],
  waitsFor: ['workspace'],
  answers: { 201: { description: 'The key', schema: createdApiKeySchema } },
});

export const revokeApiKeyOperation = defineOperation({
  id: 'revokeApiKey',
  method: 'DELETE',
  path: '/v1/api-keys/:id',
  summary: 'Revoke an API key; it stops working within seconds',
  tag,
  access,
  members: 'owners',
  query: z.strictObject({
    endSessions: z
      .enum(['true', 'false'])
      .optional()
      .meta({
        description:
          'With `true`, ends the sessions in `sessionsOfItsPeople`, also those of a key that is revoked already. ' +
          'Their people are still members, and can sign in again',
      }),
  }),
  reads: ['workspace'],
  waitsFor: ['workspace'],
  answers: { 200: { description: 'The key, revoked', schema: apiKeySchema } },
  problems: ['not-found'],
});
