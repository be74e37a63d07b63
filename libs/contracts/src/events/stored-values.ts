import { z } from 'zod';

// The values inside of stored events: their shape and nothing else. Rules for input (lengths, limits, formats) are in
// `../values` and may become stricter; an event that was stored under the rules of its time stays valid. So no schema here
// is ever tightened, and the linter keeps the events from using the input's.

const dateRange = z.object({ from: z.string(), to: z.string() });

const timeRange = z.object({ from: z.string(), to: z.string() });

export const storedSchedule = z.object({
  timeZone: z.string(),
  weekly: z.array(
    z.object({
      days: z.array(z.enum(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'])),
      from: z.string(),
      to: z.string(),
    }),
  ),
  overrides: z.array(z.object({ date: z.string(), ranges: z.array(timeRange) })).optional(),
});

export const storedTimeOff = z.array(dateRange);

export const storedConfirmation = z.enum(['instant', 'approval', 'doubleOptIn']);
export const storedAssignment = z.enum(['single', 'roundRobin', 'collective']);
export const storedRole = z.enum(['owner', 'host']);
export const storedLanguage = z.enum(['en', 'de']);

export const storedLocation = z.object({ type: z.enum(['video', 'phone', 'inPerson']), value: z.string().optional() });

const storedBookingWindow = z.discriminatedUnion('type', [
  z.object({ type: z.literal('rolling'), days: z.number() }),
  z.object({ type: z.literal('range'), from: z.string(), to: z.string() }),
]);

export const storedReminders = z.array(
  z.object({ minutesBefore: z.number(), to: z.enum(['attendee', 'host', 'both']) }),
);

export const storedUnusedReminderDays = z.array(z.number());

const questionShape = { id: z.string(), label: z.string(), required: z.boolean() };

export const storedQuestion = z.discriminatedUnion('type', [
  z.object({ ...questionShape, type: z.literal('text') }),
  z.object({ ...questionShape, type: z.literal('longText') }),
  z.object({ ...questionShape, type: z.literal('checkbox') }),
  z.object({ ...questionShape, type: z.literal('select'), options: z.array(z.string()) }),
]);

export const storedMeetingTypeSettings = z.object({
  name: z.string(),
  hostIds: z.array(z.string()),
  assignment: storedAssignment,
  confirmation: storedConfirmation,
  durationMinutes: z.number(),
  slotIntervalMinutes: z.number(),
  bufferBeforeMinutes: z.number(),
  bufferAfterMinutes: z.number(),
  minimumNoticeMinutes: z.number(),
  bookingWindow: storedBookingWindow,
  maxPerDay: z.number().optional(),
  location: storedLocation.optional(),
  description: z.string().optional(),
  questions: z.array(storedQuestion),
  linkValidityDays: z.number(),
  approvalHours: z.number(),
  optInMinutes: z.number(),
  reminders: storedReminders,
  maxGuests: z.number(),
  unusedReminderDays: storedUnusedReminderDays,
});

export const storedSlotOverrides = z.object({
  durationMinutes: z.number().optional(),
  bookingWindow: storedBookingWindow.optional(),
  slots: z.array(z.object({ start: z.string() })).optional(),
});

export const storedLinkOverrides = storedSlotOverrides.extend({
  location: storedLocation.optional(),
  confirmation: storedConfirmation.optional(),
});

export const storedAttendee = z.object({ name: z.string(), email: z.string(), timeZone: z.string().optional() });
export const storedRecipient = z.object({ name: z.string().optional(), email: z.string().optional() });
export const storedMetadata = z.record(z.string(), z.string());
export const storedAnswers = z.record(z.string(), z.union([z.string(), z.boolean()]));
export const storedTracking = z.record(z.string(), z.string());
