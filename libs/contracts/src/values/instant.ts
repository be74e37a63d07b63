import { z } from 'zod';

/** Far from the last instant that RFC 3339 can write, so that sums of instants and durations can be written, too. */
const FIRST = '1970-01-01T00:00:00.000Z';
const END = '2101-01-01T00:00:00.000Z';

/** RFC 3339 in UTC with `Z`; normalised to milliseconds, so that instants compare as text. */
export const instantSchema = z.iso
  .datetime({ offset: false, abort: true })
  .transform((text) => new Date(text).toISOString())
  .refine((instant) => FIRST <= instant && instant < END, `must be from ${FIRST} to before ${END}`)
  .meta({ id: 'Instant', description: 'RFC 3339 instant in UTC with Z' });

/** Half-open `[start, end)`. */
export const intervalSchema = z.object({ start: z.string(), end: z.string() });

export type Interval = Readonly<z.infer<typeof intervalSchema>>;
