import { keyCheckOf } from '@bookonce/secrets/key-check';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { boundedParallel } from '@bookonce/testing/harness/bounded-parallel';
import { ChangeListener } from '@bookonce/testing/harness/change-listener';
import { Cluster } from '@bookonce/testing/harness/distributed/cluster';
import { SERVICES, type AppName } from '@bookonce/testing/harness/distributed/service-process';
import {
  faultsIn,
  faultsSeen,
  SteadyBookings,
  type Clients,
} from '@bookonce/testing/harness/distributed/steady-bookings';
import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { runStampede } from '@bookonce/testing/harness/stampede';
import { midnightAfter, tokenOf, WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { messageIdOf } from '@bookonce/testing/servers/smtp-server';

const FROM = midnightAfter(2);
const TO = midnightAfter(5);
/** The time allowed to catch up after an outage (I15). */
const LAG_MS = 30_000;
const SIGN_IN = /\/console\/sign-in\/([0-9A-Za-z]+)/;
/** `BOOKONCE_STAMPEDE_LINKS` sets another number, such as 200 before a release. */
const STAMPEDE_LINKS = Number(process.env['BOOKONCE_STAMPEDE_LINKS'] ?? 60);
/** Twelve processes that start on two busy cores take their time. */
const LONG_MS = 480_000;
const KILLED: readonly AppName[] = ['gateway', ...SERVICES];

await describeOnServer('postgres', 'two instances of every service on PostgreSQL, Kafka and Redis', (postgresUrl) => {
  let cluster: Cluster;
  let clients: Clients;
  let api: WorkspaceClient;
  let other: WorkspaceClient;

  beforeAll(async () => {
    cluster = await Cluster.start({ postgresUrl, instances: 2 });
    const run = await cluster.firstRun();
    const [one, two] = cluster.gateways.map(({ baseUrl }) => ({ baseUrl, firstRun: async () => run }));
    if (one === undefined || two === undefined) throw new Error('expected two gateways');
    [api, other] = [await WorkspaceClient.of(one), await WorkspaceClient.of(two)];
    clients = [api, other];
  });

  afterAll(async () => {
    for (const client of clients ?? []) client.close();
    await cluster?.dispose();
  });

  /** Keeps booking during a fault, then checks that every answered booking still stands. */
  const whileBooking = async (name: string, happening: (load: SteadyBookings) => Promise<void>): Promise<void> => {
    const load = await SteadyBookings.prepare(clients, name, 1_000);
    load.begin();
    try {
      await load.goesOn(20, LAG_MS);
      await happening(load);
      await load.goesOn(20, LAG_MS);
    } finally {
      // Without it, a failure would go on to burden the next test.
      await load.stop();
    }
    const booked = await load.end();
    await eventually(async () => expect(faultsIn(await cluster.events(), booked)).toEqual([]), {
      withinMs: LAG_MS,
      everyMs: 300,
    });
    for (const client of clients) expect(await faultsSeen(client, booked)).toEqual([]);
  };

  it('books a link once, ends it at every gateway, and mails both sides', async () => {
    const type = await api.createMeetingType([await api.createHost({ name: 'Ada Lovelace' })]);
    const link = await api.createLink(type);
    const { slots } = jsonOf<{ slots: readonly { start: string }[] }>(await other.slots(link, FROM, TO));
    const attempt = await other.book(link, slots[3]?.start ?? 'none');
    expect(attempt.status).toBe(201);
    expect(attempt.booking).toMatchObject({ status: 'confirmed', linkId: link.id });
    for (const client of clients) {
      expect((await client.view(link)).status).toBe(410);
      expect(await client.book(link, slots[5]?.start ?? 'none')).toMatchObject({ status: 410, slug: 'link-consumed' });
      expect(await client.getLink(link.id)).toMatchObject({ status: 'consumed', bookingId: attempt.booking?.id });
    }
    const token = tokenOf(attempt.booking?.manageUrl ?? 'http://none');
    await eventually(() => expect(cluster.mails.filter((mail) => mail.includes(token))).toHaveLength(1), {
      withinMs: LAG_MS,
    });
    await eventually(() => expect(cluster.mails).toHaveLength(2));
    for (const { output } of cluster.processes) {
      expect(output).not.toContain(token);
      expect(output).not.toContain(tokenOf(link.url));
    }
  });

  it('shares sign-in, change notifications and sign-out across gateways', async () => {
    const [, second] = cluster.gateways;
    expect((await other.visitor.send('/v1/sign-in-links', { body: { email: 'owner@example.com' } })).status).toBe(202);
    const token = await eventually(
      () => {
        const [, found] = SIGN_IN.exec(cluster.mails.join('\n').replaceAll('=\r\n', '')) ?? [];
        if (found === undefined) throw new Error('no mail yet');
        return found;
      },
      { withinMs: LAG_MS },
    );
    const [entered, late] = [
      await api.visitor.send('/v1/sessions', { body: { token } }),
      await other.visitor.send('/v1/sessions', { body: { token } }),
    ];
    expect([entered.status, late.status]).toEqual([201, 410]);
    const cookie = entered.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const headers = { cookie, 'sec-fetch-site': 'same-origin' };

    const listener = await ChangeListener.open(second?.baseUrl ?? '', { cookie });
    const link = await api.createLink(await api.createMeetingType([await api.createHost()]));
    await listener.hears('link', link.id, { withinMs: LAG_MS });
    listener.close();

    const made = await other.visitor.send('/v1/api-keys', { body: { name: 'Brief' }, headers });
    const { id, key } = jsonOf<{ readonly id: string; readonly key: string }>(made);
    const use = (client: WorkspaceClient) =>
      client.visitor.send('/v1/hosts', { headers: { authorization: `Bearer ${key}` } }).then(({ status }) => status);
    expect([await use(api), await use(other)]).toEqual([200, 200]);
    expect((await api.host.send(`/v1/api-keys/${id}`, { method: 'DELETE' })).status).toBe(200);
    expect(await use(api)).toBe(401);
    await eventually(async () => expect(await use(other)).toBe(401), { withinMs: 10_000, everyMs: 250 });

    const out = await api.visitor.send('/v1/sessions/current', { method: 'DELETE', headers });
    expect(out.status).toBe(204);
    for (const client of clients) {
      expect((await client.visitor.send('/v1/sessions/current', { headers: { cookie } })).status).toBe(401);
    }
    for (const { output } of cluster.processes) for (const secret of [token, key]) expect(output).not.toContain(secret);
  });

  it('ends a gateway that has another secret key', async () => {
    const key = Buffer.alloc(32, 9).toString('base64');
    const gateway = await cluster.another('gateway', { BOOKONCE_SECRET_KEY: key });
    gateway.start();
    expect(await gateway.exitCode()).toBe(1);
    const { output } = gateway;
    expect(output).toMatch(/^gateway: BOOKONCE_SECRET_KEY is not the key .* --accept-new-key/m);
    for (const secret of [key, keyCheckOf(Buffer.from(key, 'base64'))]) expect(output).not.toContain(secret);
  });

  it(
    'loses nothing when all instances of each service in turn are killed during bookings',
    () =>
      whileBooking('kill', async (load) => {
        for (const app of KILLED) {
          const instances = cluster.of(app);
          await Promise.all(instances.map((one) => one.kill9()));
          for (const one of instances) one.start();
          await boundedParallel(instances, 2, (one) => one.ready());
          await load.goesOn(10, LAG_MS);
        }
      }),
    LONG_MS,
  );

  it(
    'loses nothing when Kafka and Redis are killed, all topics deleted and Redis wiped (I16)',
    () =>
      whileBooking('servers', async (load) => {
        const { servers } = cluster;
        await servers.kafka.kill9();
        await servers.startKafkaAgain();
        await load.goesOn(10, LAG_MS);
        // Redis restarts empty.
        await servers.redis.kill();
        await servers.redis.start();
        await load.goesOn(10, LAG_MS);
        expect(await servers.deleteTopics()).not.toEqual([]);
        await load.goesOn(10, LAG_MS);
        await servers.redis.ask('FLUSHALL');
      }),
    LONG_MS,
  );

  it(
    'lets exactly one of 50 attempts win on each of many links at two gateways',
    async () => {
      const { answers, faults } = await runStampede({
        clients,
        events: () => cluster.events(),
        links: STAMPEDE_LINKS,
        postsPerLink: 50,
        patience: { withinMs: LAG_MS, everyMs: 500 },
        // On a busy machine a command may have no reply in time.
        insists: { withinMs: LAG_MS, everyMs: 500 },
      });
      expect(faults).toEqual([]);
      expect(answers).toEqual({ '201': STAMPEDE_LINKS, '410 link-consumed': STAMPEDE_LINKS * 49 });
    },
    LONG_MS,
  );

  it('mails every booking, each mail with a stable id', async () => {
    const confirmed = (await cluster.events()).filter(({ type }) => type === 'BookingConfirmed').length;
    const ofBookings = () => cluster.mails.filter((mail) => !SIGN_IN.test(mail));
    await eventually(() => expect(new Set(ofBookings().map(messageIdOf)).size).toBe(confirmed * 2), {
      withinMs: LAG_MS,
      everyMs: 200,
    });
  });
});
