import { z } from 'zod';

/** RFC 3339 in UTC with `Z`; normalised to milliseconds, so that instants compare as text. */
export const instantSchema = z.iso
  .datetime({ offset: false })
  .transform((text) => new Date(text).toISOString())
  .meta({ id: 'Instant', description: 'RFC 3339 instant in UTC with Z' });

/** Half-open `[start, end)`. */
export const intervalSchema = z.object({ start: z.string(), end: z.string() });

export type Interval = Readonly<z.infer<typeof intervalSchema>>;
