import { locationSchema } from '@bookonce/contracts/values/meeting-type';
import { z } from 'zod';
import { bookingStatusSchema, publicBookingSchema } from './booking-api.js';
import { defineOperation } from './operation.js';
import type { ProblemSlug } from './problem-catalogue.js';
import { instantAnswer } from './shapes.js';

export const optInSchema = z
  .object({
    status: bookingStatusSchema,
    start: instantAnswer,
    end: instantAnswer,
    optInUntil: instantAnswer.optional(),
    meetingType: z.object({ name: z.string(), durationMinutes: z.int(), location: locationSchema.optional() }),
    hosts: z.array(z.object({ name: z.string() })),
    attendee: z.object({ name: z.string(), email: z.string().optional() }),
  })
  .meta({ id: 'OptIn', description: 'The booking that is made once it is confirmed by mail' });

const tag = 'Recipient';
const access = 'public';
/** The attempt has come to nothing. */
const ends: readonly ProblemSlug[] = [
  'not-found',
  'opt-in-expired',
  'link-consumed',
  'link-expired',
  'link-replaced',
  'link-revoked',
];

export const getOptIn = defineOperation({
  id: 'getOptIn',
  method: 'GET',
  path: '/v1/public/opt-ins/:optInToken',
  summary: 'Read what will be booked; reading confirms nothing',
  tag,
  access,
  reads: ['booking', 'availability'],
  answers: { 200: { description: 'The booking that waits', schema: optInSchema } },
  problems: ends,
});

export const confirmOptInOperation = defineOperation({
  id: 'confirmOptIn',
  method: 'POST',
  path: '/v1/public/opt-ins/:optInToken/confirm',
  summary: 'Confirm a booking by mail; the first confirmed attempt consumes the link; idempotent',
  tag,
  access,
  body: z.strictObject({}).meta({ id: 'OptInConfirmation' }),
  reads: ['booking', 'link', 'availability'],
  waitsFor: ['booking', 'link', 'availability'],
  answers: {
    200: { description: 'The booking: confirmed, or awaiting approval', schema: publicBookingSchema },
    202: { description: 'Has no outcome yet: read it again', schema: publicBookingSchema },
  },
  problems: [...ends, 'too-many-requests'],
});

export const resendOptInMail = defineOperation({
  id: 'resendOptInMail',
  method: 'POST',
  path: '/v1/public/bookings/:manageToken/opt-in-mail',
  summary: 'Mail the link that confirms a booking again, at most three times',
  tag,
  access,
  body: z.strictObject({}).meta({ id: 'OptInMailRequest' }),
  reads: ['booking'],
  waitsFor: ['booking'],
  answers: { 202: { description: 'The mail is sent', schema: z.object({}) } },
  problems: ['not-found', 'conflict-with-state', 'too-many-mails', 'too-many-requests'],
});
