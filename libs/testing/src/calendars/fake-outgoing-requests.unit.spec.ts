import { HttpCalendarServers } from '@bookonce/adapter-calendar-servers/http-calendar-servers';
import type { CalDavAccess } from '@bookonce/kernel/ports/calendar-servers';
import { expect, it } from '@jest/globals';
import { SeededRandom } from '../harness/seeded-random.js';
import { Life } from '../simulator/running/simulated-process.js';
import { SimulatedScheduler } from '../simulator/running/simulated-time.js';
import { StepQueue, Trace } from '../simulator/running/step-queue.js';
import { eventText } from './event-text.js';
import { FakeCalendarServer } from './fake-calendar-server.js';
import { fakeOutgoingRequests } from './fake-outgoing-requests.js';

const account = { username: 'ann', password: 'secret' };
const access: CalDavAccess = { type: 'caldav', url: 'https://cloud.example/', ...account };

const open = () => {
  const steps = new StepQueue(new SeededRandom(1), 0, new Trace(null));
  const scheduler = new SimulatedScheduler(new Life('somebody', steps));
  const fake = new FakeCalendarServer(account);
  const requests = fakeOutgoingRequests(new Map([['cloud.example', fake]]), scheduler);
  const servers = new HttpCalendarServers({ requests, scheduler });
  /** Lets simulated time pass until the call has ended. */
  const ended = async <Value>(call: Promise<Value>): Promise<Value> => {
    let isOver = false;
    void call.then(() => (isOver = true));
    while (!isOver) await steps.next(Number.POSITIVE_INFINITY);
    return call;
  };
  return { fake, servers, ended, scheduler };
};

it('reads calendars without a network, in simulated time', async () => {
  const { fake, servers, ended, scheduler } = open();
  const href = `https://cloud.example${fake.addCollection('work', { name: 'Work' })}`;
  fake.collection('work').put('1.ics', eventText('1'));
  fake.lies = { delayMs: 1_000 };
  const found = await ended(servers.discover(access, 30_000));
  expect(found).toMatchObject({ ok: true, value: { collections: [{ href, name: 'Work' }] } });
  const read = await ended(servers.read(access, { hrefs: [href], since: null, withinMs: 30_000 }));
  expect(read).toMatchObject({ ok: true, value: { collections: [{ objects: [{ text: eventText('1') }] }] } });
  expect(scheduler.now()).toBeGreaterThanOrEqual(fake.requests.length * 1_000 - 1_000);
});

it('ends at the deadline, and tells when there is no server', async () => {
  const { fake, servers, ended } = open();
  fake.lies = { delayMs: 10_000 };
  expect(await ended(servers.discover(access, 1_500))).toMatchObject({ error: { kind: 'timedOut' } });
  const elsewhere = { ...access, url: 'https://nowhere.example/' };
  expect(await ended(servers.discover(elsewhere, 1_500))).toMatchObject({ error: { kind: 'unreachable' } });
});
