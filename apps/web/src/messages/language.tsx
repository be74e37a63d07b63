import { createContext, use, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import type { Messages } from './en.js';
import { localeFor } from './locale.js';

/** Each language is a file of its own, which the server preloads: nobody loads the texts of the others. */
const languages: Readonly<Record<string, () => Promise<Messages>>> = {
  en: async () => (await import('./en.js')).en,
  de: async () => (await import('./de.js')).de,
};

interface Language {
  readonly messages: Messages;
  /** For dates and numbers: the browser's variant of the page's language, such as `en-GB`. */
  readonly locale: string;
}

const Current = createContext<Language | null>(null);

/** The server negotiates the language and sets it in `<html lang>`. */
const loadLanguage = async (): Promise<Language> => {
  const language = document.documentElement.lang;
  const load = languages[language] ?? languages['en'];
  if (load === undefined) throw new Error('There are no texts');
  return { messages: await load(), locale: localeFor(language, navigator.languages) };
};

/** Without a boundary: React keeps what the server rendered in its place, "Loading…", until the texts are there. */
export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => (
  <Loaded language={(loading ??= loadLanguage())}>{children}</Loaded>
);

/** One promise for all renderings: React waits for it. */
let loading: Promise<Language> | null = null;

const Loaded = ({ language, children }: { readonly language: Promise<Language>; readonly children: ReactNode }) => {
  const loaded = use(language);
  return (
    <Current value={loaded}>
      <I18nProvider locale={loaded.locale}>{children}</I18nProvider>
    </Current>
  );
};

export const useLanguage = (): Language => {
  const language = use(Current);
  if (language === null) throw new Error('LanguageProvider is missing');
  return language;
};

export const useMessages = (): Messages => useLanguage().messages;
