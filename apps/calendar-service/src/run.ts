import { systemClock } from '@bookonce/adapter-node/clocks';
import { calendarsParts } from '@bookonce/calendars/calendars-parts';
import { openCalendarRecords } from '@bookonce/distributed/calendar-records';
import { runService } from '@bookonce/distributed/run-service';
import { readCalendarConfig } from '@bookonce/distributed/service-config';
import { openCalendarAccess } from '@bookonce/hosting/calendar-access';
import { calendarWriteLog } from '@bookonce/hosting/calendar-write-log';
import { startProcess } from '@bookonce/hosting/start-process';
import { logFailure } from '@bookonce/platform/log-failure';
import { createLogger } from '@bookonce/platform/logger';
import { TokenVault } from '@bookonce/secrets/token-vault';

export const run = (): Promise<void> =>
  startProcess('calendar-service', readCalendarConfig, (config, options) => {
    const logger = createLogger(config.LOG_LEVEL, 'calendar-service');
    const { close, ...access } = openCalendarAccess({
      allowPrivateNetwork: config.ALLOW_PRIVATE_NETWORK,
      privateHosts: config.PRIVATE_HOSTS,
    });
    return runService({
      parts: calendarsParts({
        vault: new TokenVault(config.BOOKONCE_SECRET_KEY),
        ...access,
        realClock: systemClock,
        random: Math.random,
        pollMinutes: config.CALENDAR_POLL_MINUTES,
        horizonDays: config.CALENDAR_HORIZON_DAYS,
        onError: (error, calendar) =>
          logFailure(logger, 'warn', { err: error, calendar }, 'a calendar could not be read'),
        language: config.MAIL_LANGUAGE,
        baseUrl: config.BASE_URL,
        ...calendarWriteLog(logger),
      }),
      config,
      options,
      morePorts: (history, opening) => {
        opening.stopping.then('calendars of others', close);
        return openCalendarRecords(config, history, opening);
      },
    });
  });
