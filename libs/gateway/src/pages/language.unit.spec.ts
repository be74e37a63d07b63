import { describe, expect, it } from '@jest/globals';
import { languageOf, namedLanguage, namedLocale } from './language.js';

describe('the language of a page', () => {
  it.each([
    ['de-AT,de;q=0.9,en;q=0.8', 'de'],
    ['en-GB,en;q=0.9,de;q=0.8', 'en'],
    ['fr-FR, de;q=0.5, en;q=0.4', 'de'],
    ['de;q=0, en', 'en'],
    ['fr', 'en'],
    ['*', 'en'],
    ['constructor', 'en'],
    [';;q=x', 'en'],
    [null, 'en'],
  ])('for %s is %s', (header, language) => {
    expect(languageOf(header)).toBe(language);
  });
});

describe('the language that a caller names', () => {
  it.each([
    ['fr-FR, de;q=0.5', 'de'],
    ['en', 'en'],
    ['*', undefined],
    ['fr', undefined],
    [null, undefined],
  ])('in %s is %s', (header, language) => {
    expect(namedLanguage(header)).toBe(language);
  });
});

describe('the region that a caller names', () => {
  it.each([
    ['en-US,en;q=0.9', { language: 'en', region: 'US' }],
    ['de-at, en-GB;q=0.5', { language: 'de', region: 'AT' }],
    ['en, en-AU;q=0.9, de-DE;q=0.8', { language: 'en', region: 'AU' }],
    ['en-Latn-150', { language: 'en', region: '150' }],
    ['fr-FR, de;q=0.5', { language: 'de' }],
    ['de-Latn', { language: 'de' }],
    ['fr-CA', {}],
    [null, {}],
  ])('in %s is %o', (header, locale) => {
    expect(namedLocale(header)).toEqual(locale);
  });
});
