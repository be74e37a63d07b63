import { ApiError } from '../../api/client.js';
import { de } from './de.js';
import { deSharing } from './de-sharing.js';
import { en } from './en.js';
import { enSharing } from './en-sharing.js';

const english = { ...en, ...enSharing };
export type Texts = typeof english;

const german: Texts = { ...de, ...deSharing };
const languages: Readonly<Record<string, Texts>> = { en: english, de: german };

/** The page's language does not change while it is open: the server has chosen it, and says so in `<html lang>`. */
export const useTexts = (): Texts => languages[document.documentElement.lang] ?? english;

/** What is said of a call that failed. The service's own words name what is wrong with what was typed. */
export const wordsFor = (error: unknown, { common }: Texts): string => {
  if (!(error instanceof ApiError) || error.problem === null) return common.failed;
  const details = error.problem.errors?.map(({ path, message }) => `${path} ${message}`) ?? [];
  return details.length === 0 ? error.problem.detail : details.join('; ');
};
