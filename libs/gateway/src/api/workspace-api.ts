import { logoTypeSchema } from '@bookonce/contracts/events/workspace';
import { colorSchema, logoDataSchema, workspaceNameSchema } from '@bookonce/contracts/values/brand';
import { z } from 'zod';
import { defineOperation } from './operation.js';

export const workspaceSchema = z
  .object({
    name: z.string(),
    color: z.string().nullable().meta({ description: "As `#rrggbb`; null: the product's own" }),
    logo: z
      .object({
        url: z.string().meta({ description: 'A path of this service' }),
        width: z.int(),
        height: z.int(),
      })
      .nullable(),
  })
  .meta({ id: 'Workspace', description: 'The workspace as attendees see it' });

const changeSchema = z
  .strictObject({
    name: workspaceNameSchema.exactOptional(),
    color: colorSchema
      .nullable()
      .exactOptional()
      .meta({ description: 'Darkened or lightened where it could not be read', examples: ['#0a7d4f'] }),
    logo: z
      .strictObject({
        data: logoDataSchema.meta({ description: 'PNG, JPEG or WebP in base64: 48 KB, 2,048 pixels each way at most' }),
      })
      .nullable()
      .exactOptional(),
  })
  .meta({ id: 'WorkspaceChange' });

const tag = 'Workspace';
const oneWorkspace = { description: 'The workspace', schema: workspaceSchema };

export const getWorkspace = defineOperation({
  id: 'getWorkspace',
  method: 'GET',
  path: '/v1/workspace',
  summary: 'Read the name, the colour and the logo that attendees see',
  tag,
  access: 'workspace',
  members: 'everybody',
  reads: ['workspace'],
  answers: { 200: oneWorkspace },
});

export const changeWorkspace = defineOperation({
  id: 'changeWorkspace',
  method: 'PATCH',
  path: '/v1/workspace',
  summary: 'Change what attendees see of the workspace; null takes the colour or the logo away',
  tag,
  access: 'workspace',
  members: 'owners',
  body: changeSchema,
  reads: ['workspace'],
  waitsFor: ['workspace'],
  answers: { 200: oneWorkspace },
});

export const getLogo = defineOperation({
  id: 'getLogo',
  method: 'GET',
  path: '/brand/:logoId',
  summary: 'Read a logo; the address changes with the picture',
  tag,
  access: 'public',
  reads: ['workspace'],
  answers: { 200: { description: 'The picture', mediaType: logoTypeSchema.options } },
  problems: ['not-found'],
});
