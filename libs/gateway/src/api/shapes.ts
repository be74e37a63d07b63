import { lines } from '@bookonce/contracts/values/text';
import { z } from 'zod';

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

export const slotsAnswer = z.object({ slots: z.array(z.object({ start: instantAnswer, end: instantAnswer })) }).meta({
  id: 'Slots',
  examples: [{ slots: [{ start: '2026-03-30T08:00:00.000Z', end: '2026-03-30T08:30:00.000Z' }] }],
});
