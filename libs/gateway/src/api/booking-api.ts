import { busySourceSchema } from '@bookonce/contracts/events/calendar';
import { instantSchema } from '@bookonce/contracts/values/instant';
import { confirmationSchema, locationSchema } from '@bookonce/contracts/values/meeting-type';
import { answersSchema, attendeeSchema, guestsSchema, trackingSchema } from '@bookonce/contracts/values/people';
import { voidReasonSchema } from '@bookonce/contracts/values/reasons';
import { z } from 'zod';
import { defineOperation } from './operation.js';
import {
  instantAnswer,
  listOf,
  noteSchema,
  pagingShape,
  queryText,
  slotsAnswer,
  windowQuery,
  writtenText,
} from './shapes.js';

export const bookingStatusSchema = z.enum([
  'pending',
  'awaitingOptIn',
  'awaitingApproval',
  'confirmed',
  'declined',
  'cancelled',
  'rejected',
]);

/** The fields of a booking that a host makes for a recipient. */
export const newBookingShape = {
  start: instantSchema,
  attendee: attendeeSchema,
  answers: answersSchema.optional(),
  note: noteSchema.optional(),
  guests: guestsSchema.optional().meta({ description: 'As many others as the meeting type allows' }),
};

export const newBookingSchema = z
  .strictObject({
    ...newBookingShape,
    tracking: trackingSchema.optional().meta({ description: 'The parameters `utm_*` and `ref` of the page' }),
  })
  .meta({
    id: 'NewBooking',
    examples: [
      {
        start: '2026-03-30T08:00:00Z',
        attendee: { name: 'Grace Hopper', email: 'grace@example.com', timeZone: 'America/New_York' },
      },
    ],
  });

export const bookingShape = {
  id: z.string(),
  status: bookingStatusSchema,
  start: instantAnswer,
  end: instantAnswer,
  linkId: z.string(),
  meetingTypeId: z.string(),
  meetingType: z.object({ name: z.string(), durationMinutes: z.int(), location: locationSchema.optional() }).optional(),
  confirmation: confirmationSchema,
  location: locationSchema.optional(),
  attendee: attendeeSchema,
  guests: guestsSchema.optional(),
  answers: answersSchema,
  note: z.string().optional(),
  reason: z
    .enum([...voidReasonSchema.options, 'approvalExpired'])
    .optional()
    .meta({ description: 'Why it was rejected, or declined without a word from the host' }),
  endedReason: z.string().optional().meta({ description: 'The words of the person that cancelled or declined it' }),
  message: z.string().optional().meta({ description: "The host's words with the approval" }),
  freshLinkId: z.string().optional().meta({ description: 'The link that was made for the attendee after a decline' }),
  optInUntil: instantAnswer.optional().meta({ description: 'When the confirmation by mail must have come' }),
  approvalUntil: instantAnswer.optional().meta({ description: 'When the host must have approved it' }),
  manageUrl: z.string(),
  calendarUrl: z.string(),
  createdAt: instantAnswer,
  updatedAt: instantAnswer,
};

const nameOnly = z.object({ name: z.string() });
const hostOfBooking = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string().optional().meta({ description: 'Not of other hosts, for a plain host' }),
});

const clashSchema = z
  .object({ hostId: z.string(), source: z.object({ type: busySourceSchema.shape.type, name: z.string() }) })
  .meta({ id: 'Clash', examples: [{ hostId: 'hst_4fJq', source: { type: 'caldav', name: 'Work' } }] });

/** The fields that the attendee does not see. */
export const hostsShape = {
  host: hostOfBooking.optional(),
  hosts: z.array(hostOfBooking),
  tracking: trackingSchema.optional(),
  noShow: z.boolean().optional().meta({ description: 'Whether the attendee failed to appear' }),
  clashes: z
    .array(clashSchema)
    .optional()
    .meta({
      description:
        'While the booking waits for its attendee or its host: who became busy at its time, and by which source. ' +
        'The time stays held. Absent if nobody did',
    }),
};

export const bookingSchema = z.object({ ...bookingShape, ...hostsShape }).meta({ id: 'Booking' });

const movesLeftSchema = z.int().meta({ description: 'How often the attendee may still reschedule the booking' });

export const publicBookingSchema = z
  .object({ ...bookingShape, host: nameOnly.optional(), hosts: z.array(nameOnly), movesLeft: movesLeftSchema })
  .meta({ id: 'PublicBooking', description: "A booking in the attendee's view" });

const tag = 'Bookings';
const access = 'workspace';

export const listBookings = defineOperation({
  id: 'listBookings',
  method: 'GET',
  path: '/v1/bookings',
  summary: 'List bookings, latest start first',
  tag,
  access,
  members: 'own',
  query: z.strictObject({
    ...pagingShape,
    linkId: queryText(64).optional(),
    hostId: queryText(64).optional(),
    status: bookingStatusSchema.optional(),
  }),
  reads: ['booking', 'availability'],
  answers: { 200: { description: 'A page of bookings', schema: listOf(bookingSchema) } },
});

export const getBooking = defineOperation({
  id: 'getBooking',
  method: 'GET',
  path: '/v1/bookings/:id',
  summary: 'Read a booking',
  tag,
  access,
  members: 'own',
  reads: ['booking', 'availability'],
  answers: { 200: { description: 'The booking', schema: bookingSchema } },
  problems: ['not-found'],
});

export const cancellationSchema = z.strictObject({ reason: writtenText(500).optional() }).meta({ id: 'Cancellation' });

export const cancelBookingOperation = defineOperation({
  id: 'cancelBooking',
  method: 'POST',
  path: '/v1/bookings/:id/cancel',
  summary: 'Cancel a booking as its host; the slot becomes free, the link stays consumed',
  tag,
  access,
  members: 'own',
  body: cancellationSchema,
  reads: ['booking', 'availability'],
  waitsFor: ['booking', 'availability'],
  answers: { 200: { description: 'The booking, cancelled', schema: bookingSchema } },
  problems: ['not-found', 'conflict-with-state'],
});

export const listHostRescheduleSlots = defineOperation({
  id: 'listHostRescheduleSlots',
  method: 'GET',
  path: '/v1/bookings/:id/slots',
  summary:
    "List the slots within the usual hours that hosts can reschedule a booking to: with the booking's length and hosts, " +
    'whatever the notice and the booking window. Hosts may choose other times, too',
  tag,
  access,
  members: 'own',
  query: windowQuery,
  reads: ['booking', 'availability'],
  answers: { 200: { description: 'Slots, sorted, without the current start', schema: slotsAnswer } },
  problems: ['not-found', 'conflict-with-state'],
});

export const rescheduleSchema = z.strictObject({ start: instantSchema }).meta({ id: 'Reschedule' });

export const rescheduleBookingOperation = defineOperation({
  id: 'rescheduleBooking',
  method: 'POST',
  path: '/v1/bookings/:id/reschedule',
  summary: 'Reschedule a booking as its host; hosts, length and link do not change',
  tag,
  access,
  members: 'own',
  body: rescheduleSchema,
  reads: ['booking', 'availability'],
  waitsFor: ['booking', 'availability'],
  answers: { 200: { description: 'The booking, rescheduled', schema: bookingSchema } },
  problems: ['not-found', 'conflict-with-state', 'slot-taken', 'slot-not-offered', 'calendar-unavailable'],
});
