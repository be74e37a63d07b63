import { instantSchema } from '@bookonce/contracts/values/instant';
import { z } from 'zod';
import { defineOperation } from './operation.js';
import { instantAnswer } from './shapes.js';

export const healthSchema = z
  .object({
    status: z.literal('ok'),
    parts: z.array(z.string()).optional().meta({ description: 'The dependencies that were checked' }),
  })
  .meta({ id: 'Health' });

const tag = 'Service';

export const moveTestClock = defineOperation({
  id: 'moveTestClock',
  method: 'POST',
  path: '/v1/test/clock',
  summary: 'Move the test clock; answers once every timer due by then has fired. Test installations only',
  tag,
  access: 'workspace',
  members: 'owners',
  body: z.strictObject({ now: instantSchema }).meta({ id: 'MoveTestClock' }),
  reads: [],
  waitsFor: [],
  answers: { 200: { description: 'The time of the test clock', schema: z.object({ now: instantAnswer }) } },
  problems: ['not-found', 'clock-backwards'],
});

export const getLiveness = defineOperation({
  id: 'getLiveness',
  method: 'GET',
  path: '/health/live',
  summary: 'Check that the process is alive',
  tag,
  access: 'public',
  reads: [],
  answers: { 200: { description: 'Alive', schema: healthSchema } },
});

export const getReadiness = defineOperation({
  id: 'getReadiness',
  method: 'GET',
  path: '/health/ready',
  summary: 'Check that all dependencies are available',
  tag,
  access: 'public',
  reads: [],
  answers: { 200: { description: 'Ready', schema: healthSchema } },
  problems: ['unavailable'],
});

export const getMetrics = defineOperation({
  id: 'getMetrics',
  method: 'GET',
  path: '/metrics',
  summary: 'Metrics for Prometheus',
  tag,
  access: 'operator',
  reads: [],
  answers: { 200: { description: 'Metrics', mediaType: 'text/plain' } },
});

export const getOpenApi = defineOperation({
  id: 'getOpenApi',
  method: 'GET',
  path: '/openapi.json',
  summary: 'Read this OpenAPI document',
  tag,
  access: 'public',
  reads: [],
  answers: { 200: { description: 'OpenAPI 3.1', schema: z.record(z.string(), z.unknown()) } },
});

export const getProblemPage = defineOperation({
  id: 'getProblemPage',
  method: 'GET',
  path: '/problems/:slug',
  summary: 'Show the meaning of a problem',
  tag,
  access: 'public',
  reads: [],
  answers: { 200: { description: 'A page', mediaType: 'text/html' } },
  problems: ['not-found'],
});
