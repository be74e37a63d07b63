import { emailSchema } from '@bookonce/contracts/values/people';
import { z } from 'zod';
import { defineOperation } from './operation.js';
import { instantAnswer } from './shapes.js';

export const sessionSchema = z
  .object({ email: z.string(), name: z.string(), workspaceName: z.string(), expiresAt: instantAnswer })
  .meta({ id: 'Session' });

const tag = 'Sign-in';
const current = { description: 'Who is signed in, and where', schema: sessionSchema };

export const requestSignInLink = defineOperation({
  id: 'requestSignInLink',
  method: 'POST',
  path: '/v1/sign-in-links',
  summary: 'Have a sign-in link mailed; the answer is the same whether or not somebody has that address',
  tag,
  access: 'public',
  body: z
    .strictObject({ email: emailSchema })
    .meta({ id: 'SignInLinkRequest', examples: [{ email: 'ada@example.com' }] }),
  reads: ['workspace'],
  waitsFor: [],
  answers: { 202: { description: 'A mail is on its way, if the address may sign in', schema: z.object({}) } },
  problems: ['too-many-requests'],
});

export const createSession = defineOperation({
  id: 'createSession',
  method: 'POST',
  path: '/v1/sessions',
  summary: 'Sign in with the token of a sign-in link, which is used up; the answer sets a cookie',
  tag,
  access: 'public',
  body: z.strictObject({ token: z.string().min(1).max(200) }).meta({ id: 'NewSession' }),
  reads: ['workspace'],
  waitsFor: ['workspace'],
  answers: { 201: current },
  problems: ['sign-in-link-used', 'sign-in-link-expired', 'sign-in-link-unknown'],
});

export const getCurrentSession = defineOperation({
  id: 'getCurrentSession',
  method: 'GET',
  path: '/v1/sessions/current',
  summary: 'Who is signed in with the cookie that is sent',
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
