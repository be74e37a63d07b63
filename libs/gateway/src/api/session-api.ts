import { emailSchema } from '@bookonce/contracts/values/people';
import { roleSchema } from '@bookonce/contracts/values/role';
import { z } from 'zod';
import { defineOperation } from './operation.js';
import { instantAnswer, listOf, pagingShape } from './shapes.js';

export const sessionSchema = z
  .object({
    email: z.string(),
    name: z.string(),
    role: roleSchema,
    hostId: z.string().optional().meta({ description: 'Missing for the owner of the workspace, who acts as no host' }),
    workspaceName: z.string(),
    expiresAt: instantAnswer,
  })
  .meta({ id: 'Session' });

const sessionRecordSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    startedAt: instantAnswer,
    expiresAt: instantAnswer,
    isCurrent: z.boolean().meta({ description: 'The session that asks' }),
  })
  .meta({ id: 'SessionRecord' });

const tag = 'Sign-in';
const current = { description: 'The current session', schema: sessionSchema };

export const requestSignInLink = defineOperation({
  id: 'requestSignInLink',
  method: 'POST',
  path: '/v1/sign-in-links',
  summary: 'Mail a sign-in link; the answer is the same for every address',
  tag,
  access: 'public',
  body: z
    .strictObject({ email: emailSchema })
    .meta({ id: 'SignInLinkRequest', examples: [{ email: 'ada@example.com' }] }),
  reads: ['workspace'],
  waitsFor: [],
  answers: { 202: { description: 'A mail is sent if the address may sign in', schema: z.object({}) } },
  problems: ['too-many-requests'],
});

export const createSession = defineOperation({
  id: 'createSession',
  method: 'POST',
  path: '/v1/sessions',
  summary: 'Sign in with the token of a sign-in link, once; sets a session cookie',
  tag,
  access: 'public',
  body: z.strictObject({ token: z.string().min(1).max(200) }).meta({ id: 'NewSession' }),
  reads: ['workspace'],
  waitsFor: ['workspace'],
  answers: { 201: current },
  problems: ['sign-in-link-used', 'sign-in-link-expired', 'sign-in-link-unknown', 'too-many-requests'],
});

export const getCurrentSession = defineOperation({
  id: 'getCurrentSession',
  method: 'GET',
  path: '/v1/sessions/current',
  summary: 'Read the session of the cookie',
  tag,
  access: 'session',
  reads: ['workspace'],
  answers: { 200: current },
});

export const endCurrentSession = defineOperation({
  id: 'endCurrentSession',
  method: 'DELETE',
  path: '/v1/sessions/current',
  summary: 'Sign out',
  tag,
  access: 'session',
  reads: ['workspace'],
  waitsFor: ['workspace'],
  answers: { 204: { description: 'Signed out' } },
});

export const listSessions = defineOperation({
  id: 'listSessions',
  method: 'GET',
  path: '/v1/sessions',
  summary: "List the workspace's open sessions, newest first",
  tag,
  access: 'workspace',
  members: 'owners',
  query: z.strictObject(pagingShape),
  reads: ['workspace'],
  answers: { 200: { description: 'A page of sessions', schema: listOf(sessionRecordSchema) } },
});

export const endSessionOperation = defineOperation({
  id: 'endSession',
  method: 'DELETE',
  path: '/v1/sessions/:id',
  summary: 'End a session of the workspace; its browser is signed out at once',
  tag,
  access: 'workspace',
  members: 'owners',
  reads: ['workspace'],
  waitsFor: ['workspace'],
  answers: { 204: { description: 'Ended' } },
  problems: ['not-found'],
});
