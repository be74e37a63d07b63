import { meetingTypeShape } from '@bookonce/contracts/values/meeting-type';
import { z } from 'zod';
import { bookingSchema, newBookingShape } from './booking-api.js';
import { defineOperation } from './operation.js';
import { writtenText } from './shapes.js';

export const approvalSchema = z
  .strictObject({ message: writtenText(2000).optional().meta({ description: 'Mailed to the attendee' }) })
  .meta({ id: 'Approval' });

export const declineSchema = z
  .strictObject({
    reason: writtenText(500).optional().meta({ description: 'Mailed to the attendee' }),
    sendFreshLink: z
      .boolean()
      .optional()
      .meta({ description: 'Makes a new link and mails it to the attendee in the same step' }),
  })
  .meta({ id: 'Decline' });

const tag = 'Bookings';
const access = 'workspace';
const reads = ['booking', 'availability'] as const;

export const approveBookingOperation = defineOperation({
  id: 'approveBooking',
  method: 'POST',
  path: '/v1/bookings/:id/approve',
  summary: 'Approve a booking that awaits it; idempotent',
  tag,
  access,
  members: 'own',
  body: approvalSchema,
  reads,
  waitsFor: reads,
  answers: { 200: { description: 'The booking, confirmed', schema: bookingSchema } },
  problems: ['not-found', 'conflict-with-state'],
});

export const declineBookingOperation = defineOperation({
  id: 'declineBooking',
  method: 'POST',
  path: '/v1/bookings/:id/decline',
  summary: 'Decline a booking that awaits approval; the slot becomes free, the link stays consumed; idempotent',
  tag,
  access,
  members: 'own',
  body: declineSchema,
  reads: ['link', ...reads],
  waitsFor: ['link', ...reads],
  answers: { 200: { description: 'The booking, declined', schema: bookingSchema } },
  problems: ['not-found', 'conflict-with-state', 'meeting-type-archived', 'hosts-deactivated'],
});

export const recordNoShowOperation = defineOperation({
  id: 'recordNoShow',
  method: 'POST',
  path: '/v1/bookings/:id/no-show',
  summary: 'Record whether the attendee of a past meeting failed to appear',
  tag,
  access,
  members: 'own',
  body: z.strictObject({ noShow: z.boolean() }).meta({ id: 'NoShow' }),
  reads,
  waitsFor: ['booking'],
  answers: { 200: { description: 'The booking', schema: bookingSchema } },
  problems: ['not-found', 'conflict-with-state'],
});

export const changeBookingOperation = defineOperation({
  id: 'changeBooking',
  method: 'PATCH',
  path: '/v1/bookings/:id',
  summary: 'Make a meeting longer, shorter, or elsewhere; both sides are mailed',
  tag,
  access,
  members: 'own',
  body: z
    .strictObject({
      durationMinutes: meetingTypeShape.durationMinutes.optional(),
      location: meetingTypeShape.location.nullable().meta({ description: 'null: not said' }),
    })
    .refine(
      ({ durationMinutes, location }) => durationMinutes !== undefined || location !== undefined,
      'must have durationMinutes or location',
    )
    .meta({ id: 'BookingChange' }),
  reads,
  waitsFor: reads,
  answers: { 200: { description: 'The booking, changed', schema: bookingSchema } },
  problems: ['not-found', 'conflict-with-state', 'slot-taken', 'slot-not-offered', 'calendar-unavailable'],
});

export const bookForRecipientOperation = defineOperation({
  id: 'bookForRecipient',
  method: 'POST',
  path: '/v1/links/:id/bookings',
  summary: 'Book for the recipient of a link: confirmed at once, whatever the mode; the link is consumed',
  tag,
  access,
  members: 'own',
  body: z.strictObject(newBookingShape).meta({ id: 'BookingForRecipient' }),
  reads: ['link', ...reads],
  waitsFor: ['link', ...reads],
  answers: {
    201: { description: 'Booked', schema: bookingSchema },
    202: { description: 'Has no outcome yet: read it again', schema: bookingSchema },
  },
  problems: [
    'not-found',
    'owners-only',
    ['link-consumed', 409],
    ['link-expired', 409],
    ['link-replaced', 409],
    ['link-revoked', 409],
    'slot-taken',
    'slot-not-offered',
    'calendar-unavailable',
    'booking-overdue',
  ],
});
