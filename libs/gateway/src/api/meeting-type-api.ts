import {
  meetingTypeChangeShape,
  meetingTypeDefaults,
  meetingTypeShape,
  newMeetingTypeShape,
} from '@bookonce/contracts/values/meeting-type';
import { z } from 'zod';
import { defineOperation } from './operation.js';
import { instantAnswer, listOf, pagingShape, slotsAnswer, windowQuery } from './shapes.js';

const shape = newMeetingTypeShape;
const defaults = meetingTypeDefaults;

export const newMeetingTypeSchema = z
  .strictObject({
    ...shape,
    bufferBeforeMinutes: shape.bufferBeforeMinutes.meta({ default: defaults.bufferBeforeMinutes }),
    bufferAfterMinutes: shape.bufferAfterMinutes.meta({ default: defaults.bufferAfterMinutes }),
    minimumNoticeMinutes: shape.minimumNoticeMinutes.meta({ default: defaults.minimumNoticeMinutes }),
    bookingWindow: shape.bookingWindow.meta({ default: defaults.bookingWindow }),
    questions: shape.questions.meta({ default: defaults.questions }),
    linkValidityDays: shape.linkValidityDays.meta({ default: defaults.linkValidityDays }),
    approvalHours: shape.approvalHours.meta({ description: `${defaults.approvalHours} by default` }),
    optInMinutes: shape.optInMinutes.meta({ description: `${defaults.optInMinutes} by default` }),
    reminders: shape.reminders.meta({ description: 'Mails before a meeting; none by default' }),
    maxGuests: shape.maxGuests.meta({ description: `${defaults.maxGuests} by default` }),
    unusedReminderDays: shape.unusedReminderDays.meta({ description: 'For new links; none by default' }),
  })
  .meta({
    id: 'NewMeetingType',
    examples: [
      {
        name: 'Intro call',
        durationMinutes: 30,
        hostIds: ['hst_0f5a7c81e2b94d6a8c3e5f7a9b1d3c5e'],
        assignment: 'single',
        confirmation: 'instant',
      },
    ],
  });

export const meetingTypeChangeSchema = z.strictObject(meetingTypeChangeShape).meta({ id: 'MeetingTypeChange' });

export const meetingTypeSchema = z
  .object({
    id: z.string(),
    ...meetingTypeShape,
    archived: z.boolean().meta({ description: 'No links can be created for it; active ones still work' }),
    createdAt: instantAnswer,
  })
  .meta({ id: 'MeetingType' });

const tag = 'Meeting types';
const access = 'workspace';
const oneMeetingType = { description: 'The meeting type', schema: meetingTypeSchema };

export const createMeetingTypeOperation = defineOperation({
  id: 'createMeetingType',
  method: 'POST',
  path: '/v1/meeting-types',
  summary: 'Create a meeting type',
  tag,
  access,
  members: 'owners',
  body: newMeetingTypeSchema,
  reads: ['availability'],
  waitsFor: ['availability'],
  answers: { 201: oneMeetingType },
});

export const listMeetingTypes = defineOperation({
  id: 'listMeetingTypes',
  method: 'GET',
  path: '/v1/meeting-types',
  summary: 'List meeting types, newest first',
  tag,
  access,
  members: 'everybody',
  query: z.strictObject({
    ...pagingShape,
    archived: z.enum(['true', 'false']).optional().meta({ description: 'Only archived ones, or only the others' }),
  }),
  reads: ['availability'],
  answers: { 200: { description: 'A page of meeting types', schema: listOf(meetingTypeSchema) } },
});

export const getMeetingType = defineOperation({
  id: 'getMeetingType',
  method: 'GET',
  path: '/v1/meeting-types/:id',
  summary: 'Read a meeting type',
  tag,
  access,
  members: 'everybody',
  reads: ['availability'],
  answers: { 200: oneMeetingType },
  problems: ['not-found'],
});

export const changeMeetingTypeOperation = defineOperation({
  id: 'changeMeetingType',
  method: 'PATCH',
  path: '/v1/meeting-types/:id',
  summary: 'Change a meeting type; existing links do not change',
  tag,
  access,
  members: 'owners',
  body: meetingTypeChangeSchema,
  reads: ['availability'],
  waitsFor: ['availability'],
  answers: { 200: oneMeetingType },
  problems: ['not-found'],
});

export const duplicateMeetingTypeOperation = defineOperation({
  id: 'duplicateMeetingType',
  method: 'POST',
  path: '/v1/meeting-types/:id/duplicate',
  summary: 'Copy a meeting type, archived or not: its settings, without its links',
  tag,
  access,
  members: 'owners',
  body: z
    .strictObject({
      name: meetingTypeShape.name.optional().meta({ description: '"Copy of" and the name of the original by default' }),
    })
    .meta({ id: 'DuplicateMeetingType' }),
  reads: ['availability'],
  waitsFor: ['availability'],
  answers: { 201: oneMeetingType },
  problems: ['not-found'],
});

const noSettings = z.strictObject({}).optional();

export const archiveMeetingTypeOperation = defineOperation({
  id: 'archiveMeetingType',
  method: 'POST',
  path: '/v1/meeting-types/:id/archive',
  summary: 'Archive a meeting type: no more links can be created for it; active ones still work; idempotent',
  tag,
  access,
  members: 'owners',
  body: noSettings,
  reads: ['availability'],
  waitsFor: ['availability'],
  answers: { 200: oneMeetingType },
  problems: ['not-found'],
});

export const restoreMeetingTypeOperation = defineOperation({
  id: 'restoreMeetingType',
  method: 'POST',
  path: '/v1/meeting-types/:id/restore',
  summary: 'Restore an archived meeting type, so that links can be created for it again; idempotent',
  tag,
  access,
  members: 'owners',
  body: noSettings,
  reads: ['availability'],
  waitsFor: ['availability'],
  answers: { 200: oneMeetingType },
  problems: ['not-found'],
});

export const listMeetingTypeSlots = defineOperation({
  id: 'listMeetingTypeSlots',
  method: 'GET',
  path: '/v1/meeting-types/:id/slots',
  summary: 'List the slots that a link of this type would show',
  tag,
  access,
  members: 'everybody',
  query: windowQuery,
  reads: ['availability'],
  answers: { 200: { description: 'Slots, sorted', schema: slotsAnswer } },
  problems: ['not-found'],
});
