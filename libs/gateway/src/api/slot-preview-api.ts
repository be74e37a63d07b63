import { meetingTypeShape, slotRulesShape } from '@bookonce/contracts/values/meeting-type';
import { scheduleSchema, timeOffSchema } from '@bookonce/contracts/values/schedule';
import { z } from 'zod';
import { defineOperation } from './operation.js';
import { slotsAnswer, windowQuery } from './shapes.js';

const idSchema = z.string().min(1).max(64);

/** The unsaved hours of one host. */
const hoursSchema = z.strictObject({
  hostId: idSchema.optional().meta({ description: 'Omitted for a new host' }),
  schedule: scheduleSchema,
  timeOff: timeOffSchema.optional(),
});

export const slotPreviewSchema = z
  .strictObject({
    meetingTypeId: idSchema.optional().meta({ description: 'The meeting type whose bookings count for `maxPerDay`' }),
    hostIds: meetingTypeShape.hostIds.optional(),
    assignment: meetingTypeShape.assignment.default('single'),
    hours: hoursSchema.optional().meta({ description: 'Hours of a single host, instead of hostIds' }),
    ...slotRulesShape,
    ...windowQuery.shape,
  })
  .refine(({ hostIds, hours }) => (hostIds === undefined) !== (hours === undefined), {
    message: 'is required unless hours is given',
    path: ['hostIds'],
  })
  .meta({ id: 'SlotPreview' });

export const previewSlots = defineOperation({
  id: 'previewSlots',
  method: 'POST',
  path: '/v1/slot-previews',
  summary: 'Preview slots for unsaved settings or hours',
  tag: 'Meeting types',
  access: 'workspace',
  members: 'own',
  body: slotPreviewSchema,
  reads: ['availability'],
  waitsFor: [],
  answers: { 200: { description: 'Slots, sorted', schema: slotsAnswer } },
  problems: ['owners-only'],
});
