/**
 * The browser's own form of a language, such as `en-GB` for `en`: for dates and numbers. What browsers say they want may be
 * no locale at all (`en-US@posix`), and what is none breaks every date.
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
