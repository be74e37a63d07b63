import { HttpCalendarServers } from '@bookonce/adapter-calendar-servers/http-calendar-servers';
import { openPublicHolidays } from '@bookonce/adapter-holidays/open-public-holidays';
import { openBusyReader } from '@bookonce/adapter-icalendar/open-busy-reader';
import { HttpOutgoingRequests } from '@bookonce/adapter-outgoing-http/http-outgoing-requests';
import type { NetworkRules } from '@bookonce/adapter-outgoing-http/network-rules';
import type { BusyReader } from '@bookonce/kernel/ports/busy-reader';
import type { CalendarServers } from '@bookonce/kernel/ports/calendar-servers';
import type { PublicHolidays } from '@bookonce/kernel/ports/public-holidays';
import { systemScheduler } from '@bookonce/platform/system-scheduler';

/** Access to calendars on servers of others, to their content, and to public holidays. */
export interface CalendarAccessPorts {
  readonly servers: CalendarServers;
  readonly busyReader: BusyReader;
  readonly publicHolidays: PublicHolidays;
  readonly close: () => Promise<void>;
}

export const openCalendarAccess = (rules: NetworkRules): CalendarAccessPorts => {
  const requests = new HttpOutgoingRequests({ rules, scheduler: systemScheduler });
  const busyReader = openBusyReader();
  const publicHolidays = openPublicHolidays();
  return {
    servers: new HttpCalendarServers({ requests, scheduler: systemScheduler }),
    busyReader,
    publicHolidays,
    close: async () => {
      await Promise.all([busyReader.close(), publicHolidays.close()]);
      requests.close();
    },
  };
};
