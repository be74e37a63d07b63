import { meetingTypeShape, slotRulesShape } from '@bookonce/contracts/values/meeting-type';
import { scheduleSchema, timeOffSchema } from '@bookonce/contracts/values/schedule';
import { z } from 'zod';
import { defineOperation } from './operation.js';
import { slotsAnswer } from './shapes.js';
import { windowQuery } from './window.js';

const idSchema = z.string().min(1).max(64);

/** The hours of one host as they would be saved. */
const hoursSchema = z.strictObject({
  hostId: idSchema.optional().meta({ description: 'Left out for a host who is not there yet' }),
  schedule: scheduleSchema,
  timeOff: timeOffSchema.optional(),
});

export const slotPreviewSchema = z
  .strictObject({
    meetingTypeId: idSchema.optional().meta({ description: 'Whose bookings count for `maxPerDay`' }),
    hostIds: meetingTypeShape.hostIds.optional(),
    assignment: meetingTypeShape.assignment.default('single'),
    hours: hoursSchema.optional().meta({ description: 'In place of hostIds: what this one host would offer' }),
    ...slotRulesShape,
    ...windowQuery.shape,
  })
  .refine(({ hostIds, hours }) => (hostIds === undefined) !== (hours === undefined), {
    message: 'must be given, or else hours',
    path: ['hostIds'],
  })
  .meta({ id: 'SlotPreview' });

export const previewSlots = defineOperation({
  id: 'previewSlots',
  method: 'POST',
  path: '/v1/slot-previews',
  summary: 'The slots that would be offered with other settings or other hours; nothing is saved',
  tag: 'Meeting types',
  access: 'workspace',
  body: slotPreviewSchema,
  reads: ['availability'],
  waitsFor: [],
  answers: { 200: { description: 'Slots in order', schema: slotsAnswer } },
});
