import { isTimeZone, suggestedZone } from '@bookonce/kernel/time-zones/time-zone';
import { z } from 'zod';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const isRealDate = (text: string): boolean => {
  const parsed = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
};

/** The dates that pages, mails and calendar files can show: RFC 3339 ends with the year 9999, in every zone. */
const FIRST_DATE = '1970-01-01';
const LAST_DATE = '2100-12-31';

export const dateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, { error: 'must be a date such as 2026-03-29', abort: true })
  .refine(isRealDate, 'is not a day of the calendar')
  .refine((date) => FIRST_DATE <= date && date <= LAST_DATE, `must be from ${FIRST_DATE} to ${LAST_DATE}`);

/** `HH:mm`, `24:00` allowed as an end. Compares as text: a text of another form ends the check, since no range can be compared. */
const startOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, {
  error: 'must be a time of day such as 09:00',
  abort: true,
});
const endOfDaySchema = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, {
  error: 'must be a time of day such as 17:00',
  abort: true,
});

export const timeZoneSchema = z
  .string()
  .max(64)
  .refine(isTimeZone, { error: ({ input }) => zoneProblem(String(input)) });

const zoneProblem = (name: string): string => {
  const suggested = suggestedZone(name);
  return suggested === null
    ? 'must be an IANA time zone such as Europe/Berlin'
    : `is not a time zone of the IANA database; did you mean ${suggested}?`;
};

const timeRangeShape = { from: startOfDaySchema, to: endOfDaySchema };
const endsAfterStart = {
  check: (range: { from: string; to: string }) => range.from < range.to,
  message: 'must end after it starts',
};

export const timeRangeSchema = z.strictObject(timeRangeShape).refine(endsAfterStart.check, endsAfterStart.message);

export const weeklyRangeSchema = z
  .strictObject({ days: z.array(z.enum(WEEKDAYS)).min(1).max(7), ...timeRangeShape })
  .refine(endsAfterStart.check, endsAfterStart.message);

/** Wall-clock rules; they belong to the host's zone, never to a viewer's. */
export const scheduleSchema = z.strictObject({
  timeZone: timeZoneSchema,
  weekly: z.array(weeklyRangeSchema).max(100),
  /** Replaces that date's weekly hours; no ranges closes it. */
  overrides: z
    .array(z.strictObject({ date: dateSchema, ranges: z.array(timeRangeSchema).max(24) }))
    .max(1000)
    .optional(),
});

/** Whole days in the host's zone, both inclusive. */
export const timeOffSchema = z
  .array(
    z
      .strictObject({ from: dateSchema, to: dateSchema })
      .refine((off) => off.from <= off.to, 'must not end before it starts'),
  )
  .max(1000);

export type Weekday = (typeof WEEKDAYS)[number];
export type TimeRange = Readonly<z.infer<typeof timeRangeSchema>>;
export type Schedule = z.infer<typeof scheduleSchema>;
export type TimeOff = z.infer<typeof timeOffSchema>;
