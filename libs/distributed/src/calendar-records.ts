import { openPostgres } from '@bookonce/adapter-postgres/open-postgres';
import type { Ports } from '@bookonce/platform/ports.module';
import { type History, historyServerOf } from './history.js';
import type { Opening } from './run-service.js';
import type { readCalendarConfig } from './service-config.js';
import { waitForServer } from './wait-for-server.js';

type CalendarRecords = Pick<Ports, 'calendarSecrets' | 'calendarPolls' | 'deliveries' | 'writtenEvents'>;

/**
 * Opens the access data of calendars, the state of their reads and what is written to them: in the event store's database if that is PostgreSQL,
 * else in a database of their own. Nothing can be deleted from other event stores.
 */
export const openCalendarRecords = async (
  config: Pick<
    ReturnType<typeof readCalendarConfig>,
    'CALENDAR_STORE_URL' | 'BOOKONCE_NAMESPACE' | 'POSTGRES_CONNECTIONS'
  >,
  { calendarSecrets, calendarPolls, deliveries, writtenEvents }: Pick<History, keyof CalendarRecords>,
  { stopping, logger }: Opening,
): Promise<CalendarRecords> => {
  const url = config.CALENDAR_STORE_URL;
  if (url === undefined) {
    const isLacking = calendarSecrets === undefined || calendarPolls === undefined;
    if (isLacking || deliveries === undefined || writtenEvents === undefined) {
      throw new Error('history has no calendar records');
    }
    return { calendarSecrets, calendarPolls, deliveries, writtenEvents };
  }
  const server = historyServerOf(url);
  const opened = await waitForServer({
    server,
    attempt: () => openPostgres({ url, schema: config.BOOKONCE_NAMESPACE, connections: config.POSTGRES_CONNECTIONS }),
    onFailure: (message) => logger.error(message),
    signal: stopping.signal,
  });
  stopping.then(server, () => opened.close());
  return opened;
};
