import { emailSchema, recipientSchema } from '@bookonce/contracts/values/people';
import { confirmationSchema, locationSchema, questionSchema } from '@bookonce/contracts/values/meeting-type';
import { z } from 'zod';
import { newBookingSchema, publicBookingSchema } from './booking-api.js';
import { defineOperation } from './operation.js';
import type { ProblemSlug } from './problem-catalogue.js';
import { instantAnswer, bookableSlotsAnswer, windowQuery } from './shapes.js';

export const hostLeftSchema = z
  .literal(true)
  .optional()
  .meta({ description: 'The host chosen for the link takes no such meetings any more, so it offers no times for now' });

export const publicLinkSchema = z
  .object({
    status: z.literal('active'),
    expiresAt: instantAnswer,
    meetingType: z.object({
      name: z.string(),
      durationMinutes: z.int(),
      description: z.string().optional(),
      location: locationSchema.optional(),
      questions: z.array(questionSchema),
      maxGuests: z.int(),
    }),
    hosts: z.array(z.object({ name: z.string() })),
    timeZone: z.string().optional().meta({ description: 'The zone of the first host, for a device that names none' }),
    confirmation: confirmationSchema,
    hostLeft: hostLeftSchema,
    recipientOnly: z.boolean().optional().meta({ description: 'Only the recipient can book, confirmed by mail' }),
    recipient: recipientSchema.optional().meta({ description: 'Only if the link says to fill it in' }),
  })
  .meta({ id: 'PublicLink' });

const tag = 'Recipient';
const access = 'public';
const ends: readonly ProblemSlug[] = ['link-unknown', 'link-consumed', 'link-expired', 'link-replaced', 'link-revoked'];

export const getPublicLink = defineOperation({
  id: 'getPublicLink',
  method: 'GET',
  path: '/v1/public/links/:token',
  summary: 'Read a link as its recipient; reading never consumes it',
  tag,
  access,
  reads: ['link', 'availability'],
  answers: { 200: { description: 'The link', schema: publicLinkSchema } },
  problems: ends,
});

export const listPublicSlots = defineOperation({
  id: 'listPublicSlots',
  method: 'GET',
  path: '/v1/public/links/:token/slots',
  summary: 'List the slots that can be booked with a link',
  tag,
  access,
  query: windowQuery,
  reads: ['link', 'availability'],
  answers: { 200: { description: 'Slots, sorted', schema: bookableSlotsAnswer } },
  problems: ends,
});

export const placePublicBooking = defineOperation({
  id: 'placeBooking',
  method: 'POST',
  path: '/v1/public/links/:token/bookings',
  summary: 'Book a slot and consume the link',
  tag,
  access,
  body: newBookingSchema,
  reads: ['link', 'booking', 'availability'],
  waitsFor: ['link', 'booking', 'availability'],
  answers: {
    201: { description: 'Booked', schema: publicBookingSchema },
    202: { description: 'Waits for a confirmation, or has no outcome yet: read it again', schema: publicBookingSchema },
  },
  problems: [
    ...ends,
    'not-the-recipient',
    'slot-taken',
    'slot-not-offered',
    'calendar-unavailable',
    'too-many-pending',
    'too-many-attempts',
    'opt-in-expired',
    'too-many-requests',
    'booking-overdue',
  ],
});

export const resendManageLink = defineOperation({
  id: 'resendManageLink',
  method: 'POST',
  path: '/v1/public/links/:token/resend-manage-link',
  summary: 'Mail the manage link of a used link again; the answer is the same for every address',
  tag,
  access,
  body: z
    .strictObject({ email: emailSchema })
    .meta({ id: 'ManageLinkRequest', examples: [{ email: 'grace@example.com' }] }),
  reads: ['link'],
  waitsFor: [],
  answers: { 202: { description: 'A mail is sent if the address made the booking', schema: z.object({}) } },
  problems: ['too-many-requests'],
});
