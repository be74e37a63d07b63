import { describe, expect, it } from '@jest/globals';
import { localeFor } from './locale.js';

describe('the locale of a page', () => {
  it.each([
    ['en', ['de-DE', 'en-GB', 'en-US'], 'en-GB'],
    ['de', ['de', 'en'], 'de'],
    ['en', ['en-US@posix'], 'en'],
    ['en', ['eng-GB', ''], 'en'],
    ['de', [], 'de'],
  ])('for language %s and accepted languages %j is %s', (language, wishes, locale) => {
    expect(localeFor(language, wishes)).toBe(locale);
  });
});
