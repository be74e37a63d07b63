import { describe, expect, it } from '@jest/globals';
import { linkOverridesSchema, withOverrides, withSlotOverrides } from './link-overrides.js';
import { meetingTypeDefaults, type MeetingTypeSettings } from './meeting-type.js';

const settings: MeetingTypeSettings = {
  ...meetingTypeDefaults,
  questions: [],
  reminders: [],
  unusedReminderDays: [],
  name: 'Introduction',
  hostIds: ['hst_1'],
  assignment: 'single',
  confirmation: 'instant',
  durationMinutes: 30,
  slotIntervalMinutes: 30,
  location: { type: 'phone' },
};

describe('the overrides of a link', () => {
  it('change nothing that they do not name', () => {
    expect(withOverrides(settings, undefined)).toEqual(settings);
    expect(withOverrides(settings, {})).toEqual(settings);
    const own = {
      confirmation: 'approval',
      location: { type: 'video', value: 'https://meet.example/{random}' },
      bookingWindow: { type: 'rolling', days: 3 },
    } as const;
    expect(withOverrides(settings, own)).toEqual({ ...settings, ...own });
  });

  it('set the interval with the length if the type has no interval of its own', () => {
    const long = { durationMinutes: 90 };
    expect(withSlotOverrides(settings, long)).toMatchObject({ durationMinutes: 90, slotIntervalMinutes: 90 });
    const often = { ...settings, slotIntervalMinutes: 10 };
    expect(withSlotOverrides(often, long)).toMatchObject({ durationMinutes: 90, slotIntervalMinutes: 10 });
  });

  it('name 1 to 100 hand-picked times, to the millisecond', () => {
    const slots = (count: number) => ({
      slots: Array.from({ length: count }, () => ({ start: '2026-06-01T09:00:00Z' })),
    });
    expect(linkOverridesSchema.parse(slots(1))).toEqual({ slots: [{ start: '2026-06-01T09:00:00.000Z' }] });
    expect(linkOverridesSchema.safeParse(slots(100)).success).toBe(true);
    expect(linkOverridesSchema.safeParse(slots(101)).success).toBe(false);
    expect(linkOverridesSchema.safeParse(slots(0)).success).toBe(false);
  });

  it.each([{ durationMinutes: 0 }, { location: null }, { slotIntervalMinutes: 5 }, { confirmation: 'never' }])(
    'cannot be %j',
    (overrides) => {
      expect(linkOverridesSchema.safeParse(overrides).success).toBe(false);
    },
  );
});
