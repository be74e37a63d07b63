import { describe, expect, it } from '@jest/globals';
import { localeOf, localeTag, localeTagSchema } from './language.js';

describe('the tag of a locale', () => {
  it.each(['en', 'de', 'en-GB', 'de-AT', 'en-150'])('%s is read and written', (tag) => {
    const locale = localeOf(tag);
    expect(locale === null ? null : localeTag(locale)).toBe(tag);
    expect(localeTagSchema.safeParse(tag).success).toBe(true);
  });

  it.each(['', 'fr', 'fr-FR', 'EN', 'de-at', 'de_AT', 'de-', 'de-XX1', 'de-QQ', 'de-ZZ', 'de-AT-1996', 'en-Latn'])(
    '%j names no language with texts, or no region',
    (tag) => {
      expect(localeOf(tag)).toBeNull();
      expect(localeTagSchema.safeParse(tag).success).toBe(false);
    },
  );
});
