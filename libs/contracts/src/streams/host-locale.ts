import { withoutUndefined } from '@bookonce/kernel/json';
import type { CalendarEvent } from '../events/calendar.js';
import type { Locale } from '../values/language.js';

/** The host's own locale after the event; null if they have none. */
export const storedLocale = ({
  language,
  region,
}: Extract<CalendarEvent, { type: 'HostLanguageSet' }>['data']): Locale | null =>
  language === null ? null : { language, ...withoutUndefined({ region }) };

/** The same document of the host with the locale, or without one. */
export const withLocale = <Doc extends { readonly locale?: Locale }>(doc: Doc, locale: Locale | null): Doc => {
  const { locale: _former, ...others } = doc;
  return (locale === null ? others : { ...others, locale }) as Doc;
};
