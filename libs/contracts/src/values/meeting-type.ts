import { z } from 'zod';
import { dateSchema } from './schedule.js';
import { lines, shownName } from './text.js';

const minutes = (min: number, max: number) => z.int().min(min).max(max);
const DAY = 24 * 60;
/** No link lives longer than this. */
export const LONGEST_LINK_DAYS = 3650;

export const confirmationSchema = z.enum(['instant', 'approval', 'doubleOptIn']);
export const assignmentSchema = z.enum(['single', 'roundRobin', 'collective']);

export const locationSchema = z.strictObject({
  type: z.enum(['video', 'phone', 'inPerson']),
  value: shownName(500).optional(),
});

const questionBase = {
  // Answers are an object with a member for each question, and JavaScript objects cannot have this one.
  id: z.string().regex(/^(?!__proto__$)[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -, not __proto__'),
  label: shownName(200),
  required: z.boolean(),
};

export const questionSchema = z.discriminatedUnion('type', [
  z.strictObject({ ...questionBase, type: z.literal('text') }),
  z.strictObject({ ...questionBase, type: z.literal('longText') }),
  z.strictObject({ ...questionBase, type: z.literal('checkbox') }),
  z.strictObject({
    ...questionBase,
    type: z.literal('select'),
    options: z.array(shownName(200)).min(1).max(50),
  }),
]);

/** Rolling: that many calendar days in the host's zone, today included. Range: both dates inclusive, host's zone. */
export const bookingWindowSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('rolling'), days: z.int().min(1).max(730) }),
  z
    .strictObject({ type: z.literal('range'), from: dateSchema, to: dateSchema })
    .refine((window) => window.from <= window.to, 'must not end before it starts'),
]);

/** The rules by which slots are offered. All durations are whole minutes. */
export const slotRulesShape = {
  durationMinutes: minutes(1, DAY),
  slotIntervalMinutes: minutes(1, DAY),
  bufferBeforeMinutes: minutes(0, DAY),
  bufferAfterMinutes: minutes(0, DAY),
  minimumNoticeMinutes: minutes(0, 365 * DAY),
  bookingWindow: bookingWindowSchema,
  maxPerDay: z.int().min(1).max(1000).optional(),
};

export const slotRulesSchema = z.object(slotRulesShape);

/** Mails before a meeting: how long before it, and to whom. */
export const reminderSchema = z.strictObject({
  minutesBefore: minutes(1, 30 * DAY),
  to: z.enum(['attendee', 'host', 'both']),
});

export const remindersSchema = z
  .array(reminderSchema)
  .max(5)
  .refine(
    (list) => new Set(list.map(({ minutesBefore }) => minutesBefore)).size === list.length,
    'must not repeat a time',
  );

/** After how many days its recipient is reminded of a link that is not used: once or twice, or never. */
export const unusedReminderDaysSchema = z
  .array(z.int().min(1).max(365))
  .max(2)
  .refine(([first, second]) => first === undefined || second === undefined || first < second, 'must be in order');

export const MAX_GUESTS = 10;

export const LONGEST_NAME = 200;

export const meetingTypeShape = {
  name: shownName(LONGEST_NAME),
  hostIds: z.array(z.string().min(1).max(64)).min(1).max(50),
  assignment: assignmentSchema,
  confirmation: confirmationSchema,
  ...slotRulesShape,
  location: locationSchema.optional(),
  description: lines(z.string()).max(5000).optional(),
  questions: z.array(questionSchema).max(20),
  linkValidityDays: z.int().min(1).max(LONGEST_LINK_DAYS),
  /** How long a host has to approve a booking. */
  approvalHours: z
    .int()
    .min(1)
    .max(30 * 24),
  /** How long an attendee has to confirm a booking by mail. */
  optInMinutes: minutes(5, DAY),
  reminders: remindersSchema,
  maxGuests: z.int().min(0).max(MAX_GUESTS),
  unusedReminderDays: unusedReminderDaysSchema,
};

export const meetingTypeSettingsSchema = z.strictObject(meetingTypeShape);

const hostIds = meetingTypeShape.hostIds.refine((ids) => new Set(ids).size === ids.length, 'must not repeat a host');
/** Rules for questions as they are set: stored ones may have been set before there was such a rule. */
const questions = meetingTypeShape.questions
  .refine((list) => new Set(list.map((question) => question.id)).size === list.length, 'must not repeat an id')
  .superRefine((list, context) => {
    for (const [index, question] of list.entries()) {
      if (question.type !== 'select' || new Set(question.options).size === question.options.length) continue;
      context.addIssue({ code: 'custom', path: [index, 'options'], message: 'must not repeat an option' });
    }
  });

/** The settings of a new meeting type that its creator leaves out. The slot interval follows the duration. */
export const meetingTypeDefaults = {
  bufferBeforeMinutes: 0,
  bufferAfterMinutes: 0,
  minimumNoticeMinutes: 0,
  bookingWindow: { type: 'rolling', days: 60 },
  questions: [],
  linkValidityDays: 30,
  approvalHours: 72,
  optInMinutes: 30,
  reminders: [],
  maxGuests: 0,
  unusedReminderDays: [],
} as const satisfies Partial<z.input<typeof meetingTypeSettingsSchema>>;

export const newMeetingTypeShape = {
  ...meetingTypeShape,
  hostIds,
  slotIntervalMinutes: meetingTypeShape.slotIntervalMinutes.optional(),
  bufferBeforeMinutes: meetingTypeShape.bufferBeforeMinutes.optional(),
  bufferAfterMinutes: meetingTypeShape.bufferAfterMinutes.optional(),
  minimumNoticeMinutes: meetingTypeShape.minimumNoticeMinutes.optional(),
  bookingWindow: meetingTypeShape.bookingWindow.optional(),
  questions: questions.optional(),
  linkValidityDays: meetingTypeShape.linkValidityDays.optional(),
  approvalHours: meetingTypeShape.approvalHours.optional(),
  optInMinutes: meetingTypeShape.optInMinutes.optional(),
  reminders: remindersSchema.optional(),
  maxGuests: meetingTypeShape.maxGuests.optional(),
  unusedReminderDays: unusedReminderDaysSchema.optional(),
};

/** Only the settings that change; null removes an optional one. */
export const meetingTypeChangeShape = z
  .object({
    ...meetingTypeShape,
    hostIds,
    questions,
    maxPerDay: meetingTypeShape.maxPerDay.nullable(),
    location: meetingTypeShape.location.nullable(),
    description: meetingTypeShape.description.nullable(),
  })
  .partial().shape;

interface LinkWithHost {
  readonly hostId?: string | undefined;
}

type TypeWithHosts = Readonly<Pick<MeetingTypeSettings, 'hostIds' | 'assignment'>>;

/**
 * Whose calendars a link's slots come from, and how the hosts share them: a host chosen for the link takes it alone, as
 * long as the host is one of the meeting type's. Otherwise nobody does.
 */
export const hostsOfLink = (
  link: LinkWithHost,
  type: TypeWithHosts,
): { readonly hostIds: string[]; readonly assignment: Assignment } =>
  link.hostId === undefined
    ? { hostIds: [...type.hostIds], assignment: type.assignment }
    : { hostIds: hasHostLeft(link, type) ? [] : [link.hostId], assignment: 'single' };

/**
 * Whether deactivated hosts keep a link from being booked: all of its hosts, or one of them if they take meetings together.
 * A link whose chosen host has left has no hosts, which is another matter.
 */
export const nobodyCanTake = (
  { hostIds, assignment }: ReturnType<typeof hostsOfLink>,
  isDeactivated: (hostId: string) => boolean,
): boolean =>
  assignment === 'collective' ? hostIds.some(isDeactivated) : hostIds.length > 0 && hostIds.every(isDeactivated);

/** Whether the host chosen for the link has left the meeting type. Joining it again mends the link. */
export const hasHostLeft = ({ hostId }: LinkWithHost, { hostIds }: Pick<TypeWithHosts, 'hostIds'>): boolean =>
  hostId !== undefined && !hostIds.includes(hostId);

/** The hosts in whose name a link invites, also if the one chosen for it has left. */
export const hostsNamedBy = (
  { hostId }: LinkWithHost,
  { hostIds }: Pick<TypeWithHosts, 'hostIds'>,
): readonly string[] => (hostId === undefined ? hostIds : [hostId]);

export type Confirmation = z.infer<typeof confirmationSchema>;
export type Assignment = z.infer<typeof assignmentSchema>;
export type Location = z.infer<typeof locationSchema>;
export type Reminder = z.infer<typeof reminderSchema>;
export type Question = z.infer<typeof questionSchema>;
export type BookingWindow = z.infer<typeof bookingWindowSchema>;
export type SlotRules = z.infer<typeof slotRulesSchema>;
export type MeetingTypeSettings = z.infer<typeof meetingTypeSettingsSchema>;
export type NewMeetingType = z.infer<z.ZodObject<typeof newMeetingTypeShape>>;
export type MeetingTypeChanges = z.infer<z.ZodObject<typeof meetingTypeChangeShape>>;
