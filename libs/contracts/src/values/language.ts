import { z } from 'zod';

/** The languages that people are written to in. */
export const languageSchema = z.enum(['en', 'de']);

/** A country (ISO 3166) or a group of countries (UN M49), by whose habits dates and times are written. */
export const regionSchema = z.string().regex(/^(?:[A-Z]{2}|\d{3})$/, 'must be a country such as AT, or a UN M49 code');

export type Language = z.infer<typeof languageSchema>;

/** A language to write in, and the region by whose habits dates and times are written. */
export const localeSchema = z.object({ language: languageSchema, region: regionSchema.optional() });

export type Locale = Readonly<z.infer<typeof localeSchema>>;

/** Reads a tag such as `de` or `de-AT`; null if nobody is written to in that language, or there is no such region. */
export const localeOf = (tag: string): Locale | null => {
  const [named, region, ...more] = tag.split('-');
  const language = languageSchema.safeParse(named);
  if (!language.success || more.length > 0) return null;
  if (region === undefined) return { language: language.data };
  return isRegion(region) ? { language: language.data, region } : null;
};

/** Writes a locale as {@link localeOf} reads it. */
export const localeTag = ({ language, region }: Locale): string =>
  region === undefined ? language : `${language}-${region}`;

/** A language, alone or with a region. */
export const localeTagSchema = z
  .string()
  .max(10)
  .refine((tag) => localeOf(tag) !== null, 'must be a language such as en, en-GB or de-AT')
  .meta({ description: 'A language with texts, and by whose habits dates are written: `en`, `en-GB`, `de-AT`, …' });

const regions = new Intl.DisplayNames(['en'], { type: 'region', fallback: 'none' });
const UNKNOWN = 'ZZ';

const isRegion = (region: string): boolean =>
  regionSchema.safeParse(region).success && region !== UNKNOWN && regions.of(region) !== undefined;
