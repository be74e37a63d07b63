import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { meetingTypeChangeShape, meetingTypeSettingsSchema, newMeetingTypeShape } from './meeting-type.js';

const newType = z.strictObject(newMeetingTypeShape);
const change = z.strictObject(meetingTypeChangeShape);
const required = {
  name: 'Introduction',
  durationMinutes: 30,
  hostIds: ['hst_1'],
  assignment: 'single',
  confirmation: 'instant',
} as const;

const select = (...options: readonly string[]) => ({
  id: 'team',
  label: 'Team?',
  required: true,
  type: 'select',
  options,
});

const weekly = { minutesBefore: 7 * 24 * 60, to: 'both' };

describe('the settings of a meeting type', () => {
  it.each([
    { approvalHours: 1 },
    { approvalHours: 720 },
    { optInMinutes: 5 },
    { optInMinutes: 1440 },
    { reminders: [] },
    { reminders: [weekly, { minutesBefore: 60, to: 'attendee' }, { minutesBefore: 1, to: 'host' }] },
    { questions: [select('Sales', 'Support', 'sales')] },
    { maxGuests: 0 },
    { maxGuests: 10 },
    { unusedReminderDays: [] },
    { unusedReminderDays: [3] },
    { unusedReminderDays: [3, 7] },
  ])('may be %j, new or changed', (settings) => {
    expect(newType.parse({ ...required, ...settings })).toMatchObject(settings);
    expect(change.parse(settings)).toEqual(settings);
  });

  it.each([
    { approvalHours: 0 },
    { approvalHours: 721 },
    { approvalHours: 1.5 },
    { approvalHours: null },
    { optInMinutes: 4 },
    { optInMinutes: 1441 },
    { optInMinutes: null },
    { reminders: null },
    { reminders: [{ minutesBefore: 0, to: 'both' }] },
    { reminders: [{ minutesBefore: 60, to: 'guests' }] },
    { reminders: [weekly, { ...weekly, to: 'host' }] },
    { reminders: [1, 2, 3, 4, 5, 6].map((minutesBefore) => ({ minutesBefore, to: 'both' })) },
    { questions: [select('Sales', 'Support', ' Sales')] },
    { maxGuests: -1 },
    { maxGuests: 11 },
    { unusedReminderDays: [0] },
    { unusedReminderDays: [7, 3] },
    { unusedReminderDays: [3, 3] },
    { unusedReminderDays: [1, 2, 3] },
    { unusedReminderDays: null },
  ])('cannot be %j, new or changed', (settings) => {
    expect(newType.safeParse({ ...required, ...settings }).success).toBe(false);
    expect(change.safeParse(settings).success).toBe(false);
  });

  it('name the question that repeats an option', () => {
    const questions = [{ id: 'topic', label: 'Topic?', required: true, type: 'text' }, select('Sales', 'Sales')];
    const { issues } = change.safeParse({ questions }).error ?? {};
    expect(issues).toMatchObject([{ path: ['questions', 1, 'options'], message: 'must not repeat an option' }]);
    // Stored questions stay readable.
    expect(meetingTypeSettingsSchema.shape.questions.safeParse(questions).success).toBe(true);
  });

  it('are removed by null if they are optional, in a change only', () => {
    const removed = { maxPerDay: null, location: null, description: null };
    expect(change.parse(removed)).toEqual(removed);
    for (const [setting, value] of Object.entries(removed)) {
      expect(newType.safeParse({ ...required, [setting]: value }).success).toBe(false);
    }
  });
});
