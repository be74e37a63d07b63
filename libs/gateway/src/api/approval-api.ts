import { locationSchema, questionSchema } from '@bookonce/contracts/values/meeting-type';
import { z } from 'zod';
import { approvalSchema, declineSchema } from './booking-decision-api.js';
import { bookingShape, hostsShape } from './booking-api.js';
import { defineOperation } from './operation.js';

const { manageUrl: _manageUrl, calendarUrl: _calendarUrl, ...shownShape } = bookingShape;

/** Without the attendee's manage link, which would outlive the decision. */
export const approvalRequestSchema = z
  .object({
    ...shownShape,
    ...hostsShape,
    meetingType: z
      .object({
        name: z.string(),
        durationMinutes: z.int(),
        location: locationSchema.optional(),
        questions: z.array(questionSchema),
        archived: z
          .boolean()
          .optional()
          .meta({ description: 'No links can be created for it, so a decline cannot send one' }),
      })
      .optional(),
  })
  .meta({ id: 'ApprovalRequest', description: 'A booking in the view of a host who decides on it from a mail' });

const tag = 'Bookings';
const access = 'public';
const reads = ['booking', 'availability'] as const;
const ofToken = [
  'not-found',
  'approval-moved',
  'host-deactivated',
  'conflict-with-state',
  'too-many-requests',
] as const;

export const getApproval = defineOperation({
  id: 'getApproval',
  method: 'GET',
  path: '/v1/public/approvals/:approvalToken',
  summary: 'Read the booking that a mail asks its host to approve',
  tag,
  access,
  reads,
  answers: { 200: { description: 'The booking', schema: approvalRequestSchema } },
  problems: ofToken,
});

export const approveByMail = defineOperation({
  id: 'approveBookingByMail',
  method: 'POST',
  path: '/v1/public/approvals/:approvalToken/approve',
  summary: 'Approve a booking with the token of a mail, which dies with the decision; idempotent',
  tag,
  access,
  body: approvalSchema,
  reads,
  waitsFor: reads,
  answers: { 200: { description: 'The booking, confirmed', schema: approvalRequestSchema } },
  problems: ofToken,
});

export const declineByMail = defineOperation({
  id: 'declineBookingByMail',
  method: 'POST',
  path: '/v1/public/approvals/:approvalToken/decline',
  summary: 'Decline a booking with the token of a mail, which dies with the decision; idempotent',
  tag,
  access,
  body: declineSchema,
  reads: ['link', ...reads],
  waitsFor: ['link', ...reads],
  answers: { 200: { description: 'The booking, declined', schema: approvalRequestSchema } },
  problems: [...ofToken, 'meeting-type-archived', 'hosts-deactivated'],
});
