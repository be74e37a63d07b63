import { z } from 'zod';
import { defineEvent, type EventOf } from '../define-event.js';
import { assignmentSchema, confirmationSchema } from '../values/meeting-type.js';
import { answersSchema, attendeeSchema } from '../values/people.js';
import { moveRefusalReasonSchema, voidReasonSchema } from '../values/reasons.js';

// Stream: booking-<bookingId>, one per booking attempt.

const bookingId = z.string();
const moveShape = { bookingId, move: z.int() };

export const bookingRequestSchema = z.object({
  bookingId,
  linkId: z.string(),
  meetingTypeId: z.string(),
  assignment: assignmentSchema,
  /** Hosts that may take the meeting (single, roundRobin) or all take it (collective). */
  hostIds: z.array(z.string()),
  confirmation: confirmationSchema,
  start: z.string(),
  end: z.string(),
  attendee: attendeeSchema,
  answers: answersSchema,
  note: z.string().optional(),
  /** SHA-256 of the manage token, which itself is in no event. */
  manageTokenHash: z.string(),
});

export const bookingEvents = [
  defineEvent('BookingRequested', 1, bookingRequestSchema),
  /** A slot is held; the attendee has until `until` to confirm by e-mail. Does not consume the link. */
  defineEvent('OptInRequested', 1, z.object({ bookingId, hostIds: z.array(z.string()), until: z.string() })),
  defineEvent('OptInConfirmed', 1, z.object({ bookingId })),
  /** The link is consumed by this booking; the host is to approve it. */
  defineEvent('ApprovalRequested', 1, z.object({ bookingId, hostIds: z.array(z.string()) })),
  defineEvent('BookingConfirmed', 1, z.object({ bookingId, hostIds: z.array(z.string()) })),
  defineEvent('BookingRejected', 1, z.object({ bookingId, reason: voidReasonSchema })),
  /** `move` counts the moves asked for of this booking, from 1. Until it is decided, nothing else happens to the booking. */
  defineEvent(
    'RescheduleRequested',
    1,
    z.object({ ...moveShape, start: z.string(), end: z.string(), by: z.enum(['attendee', 'host']) }),
  ),
  defineEvent('RescheduleRefused', 1, z.object({ ...moveShape, reason: moveRefusalReasonSchema })),
  defineEvent(
    'BookingRescheduled',
    1,
    z.object({ bookingId, start: z.string(), end: z.string(), fromStart: z.string(), fromEnd: z.string() }),
  ),
  defineEvent(
    'BookingCancelled',
    1,
    z.object({ bookingId, by: z.enum(['attendee', 'host']), reason: z.string().optional() }),
  ),
  defineEvent('BookingDeclined', 1, z.object({ bookingId, reason: z.string().optional() })),
  /** The attendee asked for the manage link again. Its token is derived when it is mailed, and is in no event. */
  defineEvent('ManageLinkRequested', 1, z.object({ bookingId, requestId: z.string(), at: z.string() })),
] as const;

export type BookingEvent = EventOf<typeof bookingEvents>;
export type BookingRequest = z.infer<typeof bookingRequestSchema>;
