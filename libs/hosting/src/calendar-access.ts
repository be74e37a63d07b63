import { HttpCalendarServers } from '@bookonce/adapter-calendar-servers/http-calendar-servers';
import { openBusyReader } from '@bookonce/adapter-icalendar/open-busy-reader';
import { HttpOutgoingRequests } from '@bookonce/adapter-outgoing-http/http-outgoing-requests';
import type { NetworkRules } from '@bookonce/adapter-outgoing-http/network-rules';
import type { BusyReader } from '@bookonce/kernel/ports/busy-reader';
import type { CalendarServers } from '@bookonce/kernel/ports/calendar-servers';
import { systemScheduler } from '@bookonce/platform/system-scheduler';

/** Access to calendars on servers of others, and to their content. */
export interface CalendarAccessPorts {
  readonly servers: CalendarServers;
  readonly busyReader: BusyReader;
  readonly close: () => Promise<void>;
}

export const openCalendarAccess = (rules: NetworkRules): CalendarAccessPorts => {
  const requests = new HttpOutgoingRequests({ rules, scheduler: systemScheduler });
  const busyReader = openBusyReader();
  return {
    servers: new HttpCalendarServers({ requests, scheduler: systemScheduler }),
    busyReader,
    close: async () => {
      await busyReader.close();
      requests.close();
    },
  };
};
