import { z } from 'zod';

export const WEEKDAYS = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;

const isRealDate = (text: string): boolean => {
  const parsed = new Date(`${text}T00:00:00.000Z`);
  return !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text);
};

const isZone = (name: string): boolean => {
  // Offsets such as `+02:00` are accepted by Intl but are not IANA names: they know no daylight saving.
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
};

const knownZones = new Set<string>();

/** Asking Intl costs more than all the rest of a request; there are some hundred zones, each asked about once. */
const isKnownZone = (name: string): boolean => {
  if (knownZones.has(name)) return true;
  if (!isZone(name)) return false;
  knownZones.add(name);
  return true;
};

export const dateSchema = z
  .string()
  .regex(/^\d{4}-\d{2}-\d{2}$/, 'must be a date such as 2026-03-29')
  .refine(isRealDate, 'is not a day of the calendar');

/** `HH:mm`, `24:00` allowed as an end. Compares as text. */
const startOfDaySchema = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time of day such as 09:00');
const endOfDaySchema = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'must be a time of day such as 17:00');

export const timeZoneSchema = z.string().max(64).refine(isKnownZone, 'must be an IANA time zone such as Europe/Berlin');

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
