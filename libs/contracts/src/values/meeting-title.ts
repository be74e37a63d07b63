import type { Language } from './language.js';

const WITH: Readonly<Record<Language, string>> = { en: 'with', de: 'mit' };

/** The title of a meeting for its hosts, in mails and in calendars. */
export const hostsMeetingTitle = (
  language: Language,
  { meeting, attendee }: { readonly meeting: string; readonly attendee: string },
): string => `${meeting} ${WITH[language]} ${attendee}`;
