import { logFailure } from '@bookonce/platform/log-failure';
import type { Logger } from 'pino';

/** Logs bookings that could not be written to calendars of hosts. */
export const calendarWriteLog = (logger: Logger) => ({
  onDeliveryError: (error: unknown, calendar: string | null): void =>
    logFailure(logger, 'warn', { err: error, calendar }, 'a booking could not be written to a calendar; it is retried'),
  onGivenUp: (calendar: string, reason: string): void =>
    logger.error({ calendar, reason }, 'a booking will not be written to a calendar'),
});
