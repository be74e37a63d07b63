import { HttpOutgoingRequests } from '@bookonce/adapter-outgoing-http/http-outgoing-requests';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { FakeCalendarServer } from '@bookonce/testing/calendars/fake-calendar-server';
import type { CalendarLies } from '@bookonce/testing/calendars/fake-lies';
import { serveCalendars } from '@bookonce/testing/calendars/serve-calendars';
import { describeCalendarServers } from '@bookonce/testing/contracts/calendar-servers.contract';
import { describeWithProgram } from '@bookonce/testing/servers/describe-on-server';
import { CALENDAR_SERVERS, startCalendarServer } from '@bookonce/testing/servers/own-calendar-server';
import { HttpCalendarServers } from './http-calendar-servers.js';

const openRequests = (): HttpOutgoingRequests =>
  new HttpOutgoingRequests({ rules: { allowPrivateNetwork: true, privateHosts: [] }, scheduler: systemScheduler });

for (const name of CALENDAR_SERVERS) {
  describeWithProgram(
    name,
    'on a real server',
    () => {
      describeCalendarServers(name, async () => {
        const server = await startCalendarServer(name);
        const requests = openRequests();
        const { url, username, password, homePath } = server;
        return {
          port: new HttpCalendarServers({ requests, scheduler: systemScheduler }),
          account: { type: 'caldav', url: `${url}/`, username, password },
          home: url + homePath,
          alsoFoundAt: [`${url}/.well-known/caldav`, `${url}/nowhere`, `${url}${homePath}`],
          checksPasswords: name === 'radicale',
          storesAllProperties: name === 'radicale',
          cleanUp: async () => {
            requests.close();
            await server.stop();
          },
        };
      });
    },
    'run tools/calendar-servers/install.sh',
  );
}

const fakes: Readonly<Record<string, CalendarLies>> = {
  'a server that keeps to the standards': {},
  'a server without sync tokens': { hasSyncTokens: false },
  'a server that answers in parts': { changesInAnswer: 1 },
  'a server that hides conflicts in a 207, forgets with 500, and spells addresses in two ways': {
    uidConflict: '207',
    forgottenToken: 500,
    respellsAddresses: true,
  },
  'a server that cannot search, and words conflicts as 400': { uidConflict: '400', uidSearch: 'refused' },
};

for (const [name, lies] of Object.entries(fakes)) {
  describeCalendarServers(name, async () => {
    const account = { username: 'ann@example.com', password: 'für:→🔑', email: 'Ann@Example.org' };
    const fake = new FakeCalendarServer(account);
    fake.lies = lies;
    const served = await serveCalendars(fake);
    const requests = openRequests();
    return {
      port: new HttpCalendarServers({ requests, scheduler: systemScheduler }),
      account: { type: 'caldav', url: `${served.url}/`, ...account },
      home: served.url + fake.homePath,
      alsoFoundAt: ['/.well-known/caldav', '/remote/dav/', '/remote/dav/principals/ann/'].map(
        (path) => served.url + path,
      ),
      checksPasswords: true,
      storesAllProperties: true,
      cleanUp: async () => {
        requests.close();
        await served.stop();
      },
    };
  });
}
