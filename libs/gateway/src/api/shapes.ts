import { MOST_SLOTS } from '@bookonce/availability/views/slot-page';
import { instantSchema } from '@bookonce/contracts/values/instant';
import { lines } from '@bookonce/contracts/values/text';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { z } from 'zod';
import type { ValueError } from '../http/validation.js';

/** An instant in an answer, always with milliseconds and `Z`. */
export const instantAnswer = z.string().meta({ format: 'date-time', examples: ['2026-03-30T08:00:00.000Z'] });

/** Text in a query string. NUL is refused here, because servers behind the ports refuse it. */
export const queryText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .refine((text) => !text.includes('\u0000'), 'must not contain NUL');

/** The `?limit=&cursor=` parameters of every list. */
export const pagingShape = {
  limit: z.coerce.number().int().min(1).max(200).optional().meta({ description: 'Items per page; 50 by default' }),
  cursor: queryText(500).optional().meta({ description: '`nextCursor` of the previous page' }),
};

export const DEFAULT_PAGE = 50;

export const listOf = <Item extends z.ZodType>(item: Item) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() });

/** Multi-line text from one person to another. */
export const writtenText = (max: number) => lines(z.string().trim()).min(1).max(max);

export const noteSchema = writtenText(2000);

export const slotsAnswer = z
  .object({
    slots: z.array(z.object({ start: instantAnswer, end: instantAnswer })).max(MOST_SLOTS),
    next: instantAnswer
      .optional()
      .meta({ description: 'Where to go on: send it as "from". Absent if these are all slots of the window' }),
  })
  .meta({
    id: 'Slots',
    examples: [{ slots: [{ start: '2026-03-30T08:00:00.000Z', end: '2026-03-30T08:30:00.000Z' }] }],
  });

/** Slots for people, with the time in which there can be any. */
export const bookableSlotsAnswer = slotsAnswer
  .extend({
    bookable: z.object({ from: instantAnswer, until: instantAnswer }).optional().meta({
      description: 'When slots can start, by notice and booking window. Absent if nothing can be booked any more',
    }),
  })
  .meta({ id: 'BookableSlots' });

const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_DAYS = 7;
export const MAX_WINDOW_DAYS = 62;

export const windowQuery = z.strictObject({
  from: instantSchema.optional().meta({ description: 'Start of the window; now by default' }),
  to: instantSchema
    .optional()
    .meta({ description: `End of the window, at most ${MAX_WINDOW_DAYS} days after "from"; 7 days by default` }),
});

export interface Window {
  readonly from: string;
  readonly to: string;
}

/** Returns the requested half-open window, or errors for the caller. */
export const windowOf = (
  query: z.output<typeof windowQuery>,
  nowMs: number,
  maxDays = MAX_WINDOW_DAYS,
): Result<Window, readonly ValueError[]> => {
  const from = query.from ?? instantOf(nowMs);
  const fromMs = epochMsOf(from);
  const to = query.to ?? instantOf(fromMs + DEFAULT_DAYS * DAY_MS);
  const length = epochMsOf(to) - fromMs;
  if (length <= 0) return fail([{ path: 'to', message: 'must be after from' }]);
  if (length > maxDays * DAY_MS) {
    return fail([{ path: 'to', message: `must be ${maxDays} days after from at most` }]);
  }
  return ok({ from, to });
};
