import { instantSchema } from '@bookonce/contracts/values/instant';
import { epochMsOf, instantOf } from '@bookonce/kernel/json';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import { z } from 'zod';
import type { ValueError } from '../http/validation.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const DEFAULT_DAYS = 7;
export const MAX_WINDOW_DAYS = 62;

export const windowQuery = z.strictObject({
  from: instantSchema.optional().meta({ description: 'Start of the window; now by default' }),
  to: instantSchema
    .optional()
    .meta({ description: `End of the window, at most ${MAX_WINDOW_DAYS} days after "from"; 7 days by default` }),
});

export interface Window {
  readonly from: string;
  readonly to: string;
}

/** Returns the requested half-open window, or errors for the caller. */
export const windowOf = (query: z.output<typeof windowQuery>, nowMs: number): Result<Window, readonly ValueError[]> => {
  const from = query.from ?? instantOf(nowMs);
  const fromMs = epochMsOf(from);
  const to = query.to ?? instantOf(fromMs + DEFAULT_DAYS * DAY_MS);
  const length = epochMsOf(to) - fromMs;
  if (length <= 0) return fail([{ path: 'to', message: 'must be after from' }]);
  if (length > MAX_WINDOW_DAYS * DAY_MS) {
    return fail([{ path: 'to', message: `must be ${MAX_WINDOW_DAYS} days after from at most` }]);
  }
  return ok({ from, to });
};
