import { ApiError } from '../../api/client.js';
import type { Texts } from '../texts/texts.js';

/** What is said of a call that failed. The service's own words name what is wrong with what was typed. */
export const wordsFor = (error: unknown, { common }: Texts): string => {
  if (!(error instanceof ApiError) || error.problem === null) return common.failed;
  const details = error.problem.errors?.map(({ path, message }) => `${path} ${message}`) ?? [];
  return details.length === 0 ? error.problem.detail : details.join('; ');
};
