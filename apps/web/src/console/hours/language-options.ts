import { languageName } from '../ui/language-name.js';

/** The usual choices. The API takes any region. */
const COMMON = ['en-GB', 'en-US', 'en-AU', 'en-CA', 'en-IE', 'de-DE', 'de-AT', 'de-CH'] as const;

/** Languages to choose from, each named in itself, with the one that is chosen. */
export const languageOptions = (chosen: string): readonly { readonly value: string; readonly label: string }[] => {
  const isOther = chosen !== '' && !COMMON.some((tag) => tag === chosen);
  return [...COMMON, ...(isOther ? [chosen] : [])].map((tag) => ({ value: tag, label: languageName(tag) }));
};
