import { describe, expect, it } from '@jest/globals';
import { definitionOf } from '../event-catalogue.js';
import { linkOverridesSchema } from '../values/link-overrides.js';
import { meetingTypeSettingsSchema } from '../values/meeting-type.js';
import { answersSchema, attendeeSchema, metadataSchema, recipientSchema, trackingSchema } from '../values/people.js';
import { scheduleSchema, timeOffSchema } from '../values/schedule.js';
import {
  storedAnswers,
  storedAttendee,
  storedLinkOverrides,
  storedMeetingTypeSettings,
  storedMetadata,
  storedRecipient,
  storedSchedule,
  storedTimeOff,
  storedTracking,
} from './stored-values.js';

const monday = { days: ['mon'], from: '09:00', to: '17:00' };
const settings = {
  name: 'Introduction',
  hostIds: ['hst_1'],
  assignment: 'single',
  confirmation: 'instant',
  durationMinutes: 30,
  slotIntervalMinutes: 30,
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  bookingWindow: { type: 'rolling', days: 60 },
  location: { type: 'video', value: 'https://example.com' },
  questions: [{ type: 'select', id: 'q', label: 'Which?', required: true, options: ['a'] }],
  linkValidityDays: 30,
  approvalHours: 72,
  optInMinutes: 30,
  reminders: [{ minutesBefore: 60, to: 'both' }],
  maxGuests: 0,
  unusedReminderDays: [1, 2],
};

/** A value that input may have, and one that a stricter rule refuses today. */
const values = [
  [
    'a schedule',
    scheduleSchema,
    storedSchedule,
    { timeZone: 'Europe/Berlin', weekly: [monday] },
    { timeZone: 'Old/Zone', weekly: [{ ...monday, to: '08:00' }] },
  ],
  [
    'time off',
    timeOffSchema,
    storedTimeOff,
    [{ from: '2026-03-01', to: '2026-03-02' }],
    [{ from: '2026-02-30', to: 'x' }],
  ],
  [
    'settings',
    meetingTypeSettingsSchema,
    storedMeetingTypeSettings,
    settings,
    { ...settings, name: 'two\nlines', durationMinutes: 0.5, linkValidityDays: 100_000, former: true },
  ],
  [
    'overrides',
    linkOverridesSchema,
    storedLinkOverrides,
    { durationMinutes: 30 },
    { durationMinutes: 100_000, slots: [] },
  ],
  [
    'an attendee',
    attendeeSchema,
    storedAttendee,
    { name: 'Ada', email: 'ada@example.com' },
    { name: '', email: 'ada at home' },
  ],
  ['a recipient', recipientSchema, storedRecipient, { name: 'Ada' }, { email: 'ada at home' }],
  ['metadata', metadataSchema, storedMetadata, { a: 'b' }, { '': 'x'.repeat(1_000) }],
  ['answers', answersSchema, storedAnswers, { a: true }, { a: '\u0001' }],
  ['tracking', trackingSchema, storedTracking, { ref: 'a' }, { from: 'a' }],
] as const;

describe('stored events', () => {
  it.each(values)(
    'accept %s of any time, and input only by the rules of today',
    (_what, input, stored, today, former) => {
      expect(input.safeParse(today).success).toBe(true);
      expect(stored.safeParse(input.parse(today)).success).toBe(true);
      expect(input.safeParse(former).success).toBe(false);
      expect(stored.safeParse(former).success).toBe(true);
    },
  );

  it('are checked by the stored schema', () => {
    const data = { hostId: 'hst_1', schedule: { timeZone: 'Old/Zone', weekly: [] } };
    expect(definitionOf('ScheduleSet')?.schema.safeParse(data).success).toBe(true);
    expect(definitionOf('ScheduleSet')?.schema.safeParse({ ...data, schedule: {} }).success).toBe(false);
  });
});
