import { z } from 'zod';

/** The languages that people are written to in. */
export const languageSchema = z.enum(['en', 'de']);

/** A country (ISO 3166) or a group of countries (UN M49), by whose habits dates and times are written. */
export const regionSchema = z.string().regex(/^(?:[A-Z]{2}|\d{3})$/);

export type Language = z.infer<typeof languageSchema>;
