import { outageOf } from '@bookonce/kernel/outage';
import type { Logger } from 'pino';

/**
 * Logs an error that is retried. If it is part of an outage, it is logged at debug level: the outage's beginning and end
 * are logged in one place, and every follower and request meets it.
 */
export const logFailure = (
  logger: Pick<Logger, 'error' | 'warn' | 'debug'>,
  level: 'error' | 'warn',
  details: { readonly err: unknown; readonly [field: string]: unknown },
  message: string,
): void => {
  const loggedAs = outageOf(details.err) === null ? level : 'debug';
  logger[loggedAs](details, message);
};
