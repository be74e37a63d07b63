import { FakeCalendarServer } from '@bookonce/testing/calendars/fake-calendar-server';
import { serveCalendars, type ServedCalendars } from '@bookonce/testing/calendars/serve-calendars';
import { startsOf } from '@bookonce/testing/harness/api-shapes';
import { Cluster } from '@bookonce/testing/harness/distributed/cluster';
import { eventually } from '@bookonce/testing/harness/eventually';
import { HostCalendar, startAccount } from '@bookonce/testing/harness/host-calendar';
import { midnightAfter, ROUND_THE_CLOCK, WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { afterAll, beforeAll, expect, it } from '@jest/globals';

const FROM = midnightAfter(3);
const TO = midnightAfter(4);
const PATIENCE = { withinMs: 30_000, everyMs: 200 };
const morning = { ...ROUND_THE_CLOCK, weekly: [{ ...ROUND_THE_CLOCK.weekly[0], from: '08:00', to: '12:00' }] };

const feedWith = (hour: string): string => {
  const day = FROM.slice(0, 10).replaceAll('-', '');
  const times = [`DTSTART:${day}T${hour}0000Z`, 'DURATION:PT1H'];
  const event = ['BEGIN:VEVENT', `UID:${hour}@example.com`, 'DTSTAMP:20260302T080000Z', ...times, 'END:VEVENT'];
  return ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//Example//EN', ...event, 'END:VCALENDAR', ''].join('\r\n');
};

await describeOnServer('postgres', 'calendars with two instances of the calendar service', (postgresUrl) => {
  const server = new FakeCalendarServer({ username: 'ann', password: 'app-password' });
  let served: ServedCalendars;
  let cluster: Cluster;
  let api: WorkspaceClient;

  beforeAll(async () => {
    served = await serveCalendars(server);
    const environment = { ALLOW_PRIVATE_NETWORK: 'true', CALENDAR_POLL_MINUTES: '0.02' };
    cluster = await Cluster.start({ postgresUrl, instances: 2, environment });
    const run = await cluster.firstRun();
    api = await WorkspaceClient.of({ baseUrl: cluster.baseUrl, firstRun: async () => run });
  });
  afterAll(async () => {
    api?.close();
    await cluster?.dispose();
    await served?.stop();
  });

  const expectNoSecret = async (...secrets: readonly string[]): Promise<void> => {
    const outputs = cluster.processes.map(({ output }) => output).join('');
    const events = JSON.stringify(await cluster.events());
    for (const secret of secrets) expect(`${outputs}${events}`).not.toContain(secret);
  };

  it('are connected, polled by the instance that is left, and disconnected', async () => {
    const host = await api.createHost({ schedule: morning });
    const type = await api.createMeetingType([host], { durationMinutes: 60, slotIntervalMinutes: 60 });
    const offered = async () => startsOf(await api.slotsOfType(type, FROM, TO)).map((start) => start.slice(11, 13));
    const url = `${served.url}${server.setFeed('work', feedWith('09'))}`;
    const connected = await api.expect<{ id: string }>(201, `/v1/hosts/${host}/calendars`, {
      body: { type: 'ics', url },
    });
    await eventually(async () => expect(await offered()).toEqual(['08', '10', '11']), PATIENCE);

    const [killed] = cluster.of('calendar-service');
    await killed?.kill9();
    server.setFeed('work', feedWith('10'));
    await eventually(async () => expect(await offered()).toEqual(['08', '09', '11']), PATIENCE);
    // Commands that the bus has given to the dead instance are answered once it gives them to the other.
    const link = await api.createLink(type);
    await eventually(async () => {
      expect((await api.book(link, FROM.replace('T00', 'T08'))).status).toBe(201);
    }, PATIENCE);

    const path = `/v1/hosts/${host}/calendars/${connected.id}`;
    await eventually(async () => {
      expect([204, 404]).toContain((await api.host.send(path, { method: 'DELETE' })).status);
    }, PATIENCE);
    await eventually(async () => expect(await offered()).toEqual(['09', '10', '11']), PATIENCE);

    const holidays = `/v1/hosts/${host}/holidays`;
    const { days } = await api.expect<{ days: readonly { date: string }[] }>(200, holidays, {
      method: 'PUT',
      body: { country: 'DE' },
    });
    const { date = '' } = days[1] ?? {};
    const busyOn = `/v1/hosts/${host}/busy?from=${date}T00:00:00Z&to=${date}T01:00:00Z`;
    const source = { type: 'holidays', name: 'Germany', readAt: expect.any(String) };
    expect(await api.expect(200, busyOn)).toMatchObject({ items: [{ source }] });
    await api.expect(200, holidays, { method: 'PUT', body: { country: null } });
    expect(await api.expect(200, busyOn)).toEqual({ items: [] });

    await expectNoSecret('work.ics', served.url);
  });

  it('get the bookings once each, also from the instance that is left', async () => {
    const account = await startAccount('fake');
    try {
      const calendar = await HostCalendar.connect(api, account);
      const written = (bookingId: string, hour: string) =>
        eventually(async () => {
          const event = await calendar.event(bookingId);
          expect(event?.text).toContain(`DTSTART:${FROM.slice(0, 10).replaceAll('-', '')}T${hour}0000Z`);
        }, PATIENCE);
      const at = (hour: string): string => FROM.replace('T00', `T${hour}`);
      const first = await calendar.book(at('09'));
      await written(first, '09');

      // The one that holds the lease of the account may be the one that is killed, in the middle of a write.
      const instances = cluster.of('calendar-service');
      const second = await calendar.book(at('11'));
      await instances[1]?.kill9();
      instances[0]?.start();
      await instances[0]?.ready();
      await written(second, '11');
      await api.expect(200, `/v1/bookings/${first}/reschedule`, { body: { start: at('14') } });
      await written(first, '14');
      await api.expect(200, `/v1/bookings/${second}/cancel`, { body: {} });
      await eventually(async () => expect(await calendar.event(second)).toBeNull(), PATIENCE);
      await eventually(async () => expect((await calendar.status())?.differing).toEqual([]), PATIENCE);
      await expectNoSecret(account.password);
    } finally {
      await account.stop();
    }
  });
});
