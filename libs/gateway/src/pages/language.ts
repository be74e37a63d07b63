import { de } from './messages/de.js';
import { en, type PageMessages } from './messages/en.js';

const languages = { en, de } as const satisfies Readonly<Record<string, PageMessages>>;

export type Language = keyof typeof languages;

export const messagesIn = (language: Language): PageMessages => languages[language];

const isLanguage = (tag: string): tag is Language => Object.hasOwn(languages, tag);

/** Returns the first language of `Accept-Language` (RFC 9110, 12.5.4) with texts; English by default. */
export const languageOf = (acceptLanguage: string | null): Language => namedLanguage(acceptLanguage) ?? 'en';

/** Returns the first language of `Accept-Language` with texts; undefined if it names none. */
export const namedLanguage = (acceptLanguage: string | null): Language | undefined => {
  const wishes = (acceptLanguage ?? '')
    .split(',')
    .map((wish) => {
      const [range = '', ...parameters] = wish.trim().toLowerCase().split(';');
      const weight = parameters
        .find((parameter) => parameter.trim().startsWith('q='))
        ?.trim()
        .slice(2);
      return { language: range.split('-')[0] ?? '', weight: weight === undefined ? 1 : Number(weight) };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  return wishes.map(({ language }) => language).find(isLanguage);
};
