import { regionSchema } from '@bookonce/contracts/values/language';
import { withoutUndefined } from '@bookonce/kernel/json';
import { de } from './messages/de.js';
import { en, type PageMessages } from './messages/en.js';

const languages = { en, de } as const satisfies Readonly<Record<string, PageMessages>>;

export type Language = keyof typeof languages;

export const messagesIn = (language: Language): PageMessages => languages[language];

const isLanguage = (tag: string): tag is Language => Object.hasOwn(languages, tag);

/** Returns the first language of `Accept-Language` (RFC 9110, 12.5.4) with texts; English by default. */
export const languageOf = (acceptLanguage: string | null): Language => namedLanguage(acceptLanguage) ?? 'en';

/** Returns the first language of `Accept-Language` with texts; undefined if it names none. */
export const namedLanguage = (acceptLanguage: string | null): Language | undefined =>
  namedLocale(acceptLanguage).language;

interface NamedLocale {
  readonly language?: Language;
  /** The first one that is named with that language. */
  readonly region?: string;
}

/** Returns the first language of `Accept-Language` with texts, and its region; empty if it names none. */
export const namedLocale = (acceptLanguage: string | null): NamedLocale => {
  const wishes = wishesIn(acceptLanguage);
  const language = wishes.map((wish) => wish.language).find(isLanguage);
  if (language === undefined) return {};
  const region = wishes.find((wish) => wish.language === language && wish.region !== undefined)?.region;
  return { language, ...withoutUndefined({ region }) };
};

/** The languages of the header, by preference. */
const wishesIn = (acceptLanguage: string | null) =>
  (acceptLanguage ?? '')
    .split(',')
    .map((wish) => {
      const [range = '', ...parameters] = wish.trim().toLowerCase().split(';');
      const weight = parameters
        .find((parameter) => parameter.trim().startsWith('q='))
        ?.trim()
        .slice(2);
      const [language = '', ...more] = range.split('-');
      const region = more.map((tag) => tag.toUpperCase()).find(isRegion);
      return { language, region, weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);

/** A script, such as `Latn`, is none. */
const isRegion = (tag: string): boolean => regionSchema.safeParse(tag).success;
