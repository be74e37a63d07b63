import { z } from 'zod';

/** The languages that people are written to in. */
export const languageSchema = z.enum(['en', 'de']);

export type Language = z.infer<typeof languageSchema>;
