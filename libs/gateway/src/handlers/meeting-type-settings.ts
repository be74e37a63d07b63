import type { MeetingTypeSettings } from '@bookonce/contracts/values/meeting-type';
import type { MeetingTypeDocument } from '@bookonce/availability/views/availability-documents';
import { withoutUndefined } from '@bookonce/kernel/json';
import type { z } from 'zod';
import type { meetingTypeChangeSchema, newMeetingTypeSchema } from '../api/meeting-type-api.js';

/** A slot starts every `durationMinutes` where nothing else is said. */
export const newSettings = (body: z.output<typeof newMeetingTypeSchema>): MeetingTypeSettings => ({
  ...body,
  slotIntervalMinutes: body.slotIntervalMinutes ?? body.durationMinutes,
});

/** The settings as a whole after a change. Null takes an optional setting away. */
export const changedSettings = (
  { id: _id, workspaceId: _workspaceId, createdAt: _createdAt, ...before }: MeetingTypeDocument,
  change: z.output<typeof meetingTypeChangeSchema>,
): MeetingTypeSettings => {
  const { maxPerDay, location, description, ...rest } = change;
  const { maxPerDay: oldMaxPerDay, location: oldLocation, description: oldDescription, ...kept } = before;
  return {
    ...kept,
    // An interval that was the duration goes on being the duration.
    ...(kept.slotIntervalMinutes === kept.durationMinutes && rest.durationMinutes !== undefined
      ? { slotIntervalMinutes: rest.durationMinutes }
      : {}),
    ...withoutUndefined(rest),
    ...optional('maxPerDay', maxPerDay, oldMaxPerDay),
    ...optional('location', location, oldLocation),
    ...optional('description', description, oldDescription),
  };
};

const optional = <Name extends string, Value>(
  name: Name,
  change: Value | null | undefined,
  before: Value | undefined,
): { readonly [Key in Name]?: Value } => {
  const value = change === undefined ? before : change;
  return (value === null || value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: Value };
};
