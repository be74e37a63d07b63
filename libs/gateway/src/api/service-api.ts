import { instantSchema } from '@bookonce/contracts/values/instant';
import { z } from 'zod';
import { defineOperation } from './operation.js';
import { instantAnswer } from './shapes.js';

export const healthSchema = z
  .object({
    status: z.literal('ok'),
    parts: z.array(z.string()).optional().meta({ description: 'What is needed and was asked' }),
  })
  .meta({ id: 'Health' });

const tag = 'Service';

export const moveTestClock = defineOperation({
  id: 'moveTestClock',
  method: 'POST',
  path: '/v1/test/clock',
  summary: 'Move the test clock; answers when every timer due by then has fired. Only where the service has one',
  tag,
  access: 'workspace',
  body: z.strictObject({ now: instantSchema }).meta({ id: 'MoveTestClock' }),
  reads: [],
  waitsFor: [],
  answers: { 200: { description: 'Where the clock stands', schema: z.object({ now: instantAnswer }) } },
  problems: ['not-found', 'clock-backwards'],
});

export const getLiveness = defineOperation({
  id: 'getLiveness',
  method: 'GET',
  path: '/health/live',
  summary: 'The process runs',
  tag,
  access: 'public',
  reads: [],
  answers: { 200: { description: 'It runs', schema: healthSchema } },
});

export const getReadiness = defineOperation({
  id: 'getReadiness',
  method: 'GET',
  path: '/health/ready',
  summary: 'Everything that is needed is there',
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
  access: 'public',
  reads: [],
  answers: { 200: { description: 'Metrics', mediaType: 'text/plain' } },
});

export const getOpenApi = defineOperation({
  id: 'getOpenApi',
  method: 'GET',
  path: '/openapi.json',
  summary: 'This document',
  tag,
  access: 'public',
  reads: [],
  answers: { 200: { description: 'OpenAPI 3.1', schema: z.record(z.string(), z.unknown()) } },
});

export const getProblemPage = defineOperation({
  id: 'getProblemPage',
  method: 'GET',
  path: '/problems/:slug',
  summary: 'What a problem means and what to do about it',
  tag,
  access: 'public',
  reads: [],
  answers: { 200: { description: 'A page', mediaType: 'text/html' } },
  problems: ['not-found'],
});
