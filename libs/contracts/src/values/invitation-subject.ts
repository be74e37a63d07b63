import type { Language } from './language.js';

const WORDS: Readonly<Record<Language, { readonly choose: string; readonly with: string }>> = {
  en: { choose: 'Choose a time', with: 'with' },
  de: { choose: 'Wählen Sie einen Termin', with: 'mit' },
};

/**
 * The subject of an e-mail that brings a recipient a link, whether the service or the host sends it. A single host is named,
 * several are not: often it is not decided yet who takes the meeting, and a subject is short.
 */
export const invitationSubject = (
  language: Language,
  { meeting, hosts }: { readonly meeting: string; readonly hosts: readonly string[] },
): string => {
  const words = WORDS[language];
  const [host] = hosts;
  return `${words.choose}: ${meeting}${host === undefined || hosts.length > 1 ? '' : ` ${words.with} ${host}`}`;
};
