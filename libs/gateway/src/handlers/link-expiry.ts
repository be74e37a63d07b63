import { epochMsOf, instantOf, type Instant } from '@bookonce/kernel/json';
import { fail, ok, type Result } from '@bookonce/kernel/result';
import type { ValueError } from '../http/validation.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const LONGEST_DAYS = 3650;

/** When a new link dies by itself: as the caller says, else as its meeting type says. */
export const expiryOf = (
  asked: { readonly expiresAt?: Instant | undefined; readonly expiresInDays?: number | undefined },
  defaultDays: number,
  nowMs: number,
): Result<Instant, readonly ValueError[]> => {
  if (asked.expiresAt === undefined) return ok(instantOf(nowMs + (asked.expiresInDays ?? defaultDays) * DAY_MS));
  const at = epochMsOf(asked.expiresAt);
  if (at <= nowMs) return fail([{ path: 'expiresAt', message: 'must be in the future' }]);
  if (at > nowMs + LONGEST_DAYS * DAY_MS) {
    return fail([{ path: 'expiresAt', message: `must be within ${LONGEST_DAYS} days` }]);
  }
  return ok(asked.expiresAt);
};

/** A regenerated link lives as long from now as the one before was given. */
export const renewedExpiry = (
  before: { readonly createdAt: Instant; readonly expiresAt: Instant },
  nowMs: number,
): Instant => instantOf(nowMs + Math.max(1, epochMsOf(before.expiresAt) - epochMsOf(before.createdAt)));
