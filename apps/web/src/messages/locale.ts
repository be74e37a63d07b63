/**
 * Returns the browser's variant of a language, such as `en-GB` for `en`, to format dates and numbers. Browsers may send
 * invalid locales, such as `en-US@posix`, which `Intl` rejects.
 */
export const localeFor = (language: string, wishes: readonly string[]): string =>
  wishes.find((wish) => isLocale(wish) && (wish === language || wish.startsWith(`${language}-`))) ?? language;

const isLocale = (text: string): boolean => {
  try {
    return Intl.DateTimeFormat.supportedLocalesOf(text).length > 0;
  } catch {
    return false;
  }
};
