import { ApiError } from '../../api/client.js';
import { de } from './de.js';
import { deBookings } from './de-bookings.js';
import { deCalendars } from './de-calendars.js';
import { deHolidays } from './de-holidays.js';
import { deProblems } from './de-problems.js';
import { deSharing } from './de-sharing.js';
import { deWorkspace } from './de-workspace.js';
import { en } from './en.js';
import { enBookings } from './en-bookings.js';
import { enCalendars } from './en-calendars.js';
import { enHolidays } from './en-holidays.js';
import { enProblems } from './en-problems.js';
import { enSharing } from './en-sharing.js';
import { enWorkspace } from './en-workspace.js';

const english = { ...en, ...enSharing, ...enBookings, ...enCalendars, ...enHolidays, ...enProblems, ...enWorkspace };
export type Texts = typeof english;

const german: Texts = {
  ...de,
  ...deSharing,
  ...deBookings,
  ...deCalendars,
  ...deHolidays,
  ...deProblems,
  ...deWorkspace,
};
const languages: Readonly<Record<string, Texts>> = { en: english, de: german };

export const languagesWithTexts: readonly string[] = Object.keys(languages);

/**
 * Returns the texts in the page's language, which the server sets in `<html lang>`; it never changes while a page is
 * open.
 */
export const useTexts = (): Texts => textsIn(document.documentElement.lang);

/** English if there are no texts in the language. */
export const textsIn = (language: string): Texts => languages[language] ?? english;

/** Returns the text for a failed call. The service's own words are for programs, and in English. */
export const errorText = (error: unknown, { common, calendars, types, problems }: Texts): string => {
  if (!(error instanceof ApiError) || error.problem === null) return common.failed;
  if (error.slug === 'calendar-unavailable') return calendars.unavailable;
  if (error.slug === 'meeting-type-archived') return types.noNewLinks;
  const isRefused = (error.problem.errors?.length ?? 0) > 0;
  return isRefused ? common.refusedAll : (problems[error.slug] ?? common.failed);
};
