import { createContext, use, type ReactNode } from 'react';
import { I18nProvider } from 'react-aria-components';
import { de } from './de.js';
import { en, type Messages } from './en.js';
import { localeFor } from './locale.js';

const languages: Readonly<Record<string, Messages>> = { en, de };

interface Language {
  readonly messages: Messages;
  /** For dates and numbers: the browser's variant of the page's language, such as `en-GB`. */
  readonly locale: string;
}

const Current = createContext<Language>({ messages: en, locale: 'en' });

/** The server negotiates the language and sets it in `<html lang>`. */
const currentLanguage = (): Language => {
  const language = document.documentElement.lang;
  return { messages: languages[language] ?? en, locale: localeFor(language, navigator.languages) };
};

export const LanguageProvider = ({ children }: { readonly children: ReactNode }) => {
  const language = currentLanguage();
  return (
    <Current value={language}>
      <I18nProvider locale={language.locale}>{children}</I18nProvider>
    </Current>
  );
};

export const useLanguage = (): Language => use(Current);
export const useMessages = (): Messages => use(Current).messages;
