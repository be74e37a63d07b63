/** Names a language without its region, in itself: `Deutsch`. */
export const plainLanguageName = (tag: string): string => languageName(new Intl.Locale(tag).language);

/** Names a language, alone or with its region, in itself: `Deutsch (Schweiz)`. */
export const languageName = (tag: string): string =>
  new Intl.DisplayNames([tag], { type: 'language', languageDisplay: 'standard' }).of(tag) ?? tag;
