import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { Cluster } from '@bookonce/testing/harness/distributed/cluster';
import { ClusterServers } from '@bookonce/testing/harness/distributed/cluster-servers';
import { LateServer } from '@bookonce/testing/harness/distributed/late-server';
import { SERVICES, type AppName } from '@bookonce/testing/harness/distributed/service-process';
import { eventually } from '@bookonce/testing/harness/eventually';
import { HttpClient } from '@bookonce/testing/harness/http-client';
import { midnightAfter, WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { messageIdOf } from '@bookonce/testing/servers/smtp-server';

await describeOnServer('postgres', 'servers that start after the services', (postgresUrl) => {
  let servers: ClusterServers;
  let postgres: LateServer;
  let cluster: Cluster;
  let bookingId: string;

  beforeAll(async () => {
    servers = await ClusterServers.start(postgresUrl);
    await Promise.all([servers.kafka.kill9(), servers.redis.kill()]);
    postgres = await LateServer.of(postgresUrl);
    const url = new URL(postgresUrl);
    url.port = String(postgres.port);
    cluster = await Cluster.on(servers, { environment: { EVENT_STORE_URL: url.href } });
    for (const one of cluster.processes) one.start();
  });

  afterAll(async () => {
    await cluster?.dispose();
    postgres?.close();
  });

  const toBeNamed = (addresses: (app: AppName) => readonly string[]): Promise<void> =>
    eventually(
      () => {
        for (const { app, output } of cluster.processes) {
          const missing = addresses(app).filter((address) => !output.includes(address));
          if (missing.length > 0) throw new Error(`${app} does not name ${missing.join(', ')}:\n${output}`);
        }
      },
      { withinMs: 60_000 },
    );

  it('are logged with their address by each service that needs them', () =>
    toBeNamed((app) => [
      `Redis at ${servers.redis.url.replace('redis://', '')}`,
      app === 'gateway' ? `Kafka at 127.0.0.1:${servers.kafka.port}` : `PostgreSQL at 127.0.0.1:${postgres.port}`,
    ]));

  it('make services not ready and requests fail with 503', async () => {
    const [gateway] = cluster.gateways;
    if (gateway === undefined) throw new Error('expected a gateway');
    for (const one of cluster.processes) {
      expect((await one.ask('/health/live')).status).toBe(200);
      expect((await one.ask('/health/ready')).status).toBe(503);
    }
    expect((await gateway.ask('/health/ready')).text).toContain('check of the secret key');
    const http = new HttpClient(gateway.baseUrl);
    const answers = [
      await http.send('/v1/hosts', { body: {}, headers: { authorization: 'Bearer bok_nobody' } }),
      await http.send(`/v1/public/links/${'x'.repeat(22)}`),
    ];
    http.close();
    for (const answer of answers) {
      expect(answer.status).toBe(503);
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
  });

  it('are used as soon as they start', async () => {
    await postgres.open();
    // Kafka is consumed only once history can be read.
    await toBeNamed(() => [`Kafka at 127.0.0.1:${servers.kafka.port}`]);
    await servers.redis.start();
    await servers.startKafkaAgain();
    await Promise.all(cluster.processes.map((one) => one.ready()));
    const api = await WorkspaceClient.of(cluster);
    const type = await api.createMeetingType([await api.createHost()]);
    const attempt = await api.book(await api.createLink(type), midnightAfter(2));
    expect(attempt.status).toBe(201);
    bookingId = attempt.booking?.id ?? 'none';
    api.close();
    await eventually(() => expect(cluster.mails).toHaveLength(2), { withinMs: 20_000 });
  });

  it('leave no lag behind', async () => {
    const lagsAt = async (app: AppName): Promise<readonly string[]> => {
      const [one] = cluster.of(app);
      const { text } = (await one?.ask('/metrics')) ?? { text: '' };
      return text.split('\n').filter((line) => line.startsWith('bookonce_follower_lag_seconds{'));
    };
    await eventually(
      async () => {
        const lags = (await Promise.all(SERVICES.map(lagsAt))).flat();
        expect(lags.filter((line) => !line.endsWith(' 0'))).toEqual([]);
        for (const follower of ['publisher-booking', 'publisher-link', 'publisher-availability', 'notification']) {
          expect(lags).toContainEqual(expect.stringContaining(`follower="${follower}"`));
        }
        expect(lags.filter((line) => line.includes('kind="view"')).length).toBeGreaterThanOrEqual(5);
      },
      { withinMs: 30_000, everyMs: 200 },
    );
  });

  it("let an operator deliver a service's dead letters again, or discard them", async () => {
    const { eventStore, deadLetters } = await servers.schema.open();
    const stream = await eventStore.readStream(`booking-${bookingId}`);
    const event = stream.find(({ type }) => type === 'BookingConfirmed');
    if (event === undefined) throw new Error('not booked');
    const [id, at] = [`notification/${event.id}`, '2026-03-01T00:00:00.000Z'] as const;
    const bury = (): Promise<void> =>
      deadLetters.add({
        id,
        subscriber: 'notification',
        eventId: event.id,
        eventType: event.type,
        stream: event.stream,
        revision: event.revision,
        reason: 'no mail server for bea@example.com',
        tries: 45,
        at,
      });
    const listed = async (): Promise<unknown> => JSON.parse(await cluster.ops('dead-letters', 'list', '--json'));
    const item = { id, consumer: 'notification', type: event.type, at, reason: 'no mail server for •••' };

    await bury();
    expect(await listed()).toEqual({ items: [item] });
    await cluster.ops('dead-letters', 'discard', id);
    expect(await listed()).toEqual({ items: [] });

    await bury();
    // As if the event had not been handled.
    await servers.schema.run(`DELETE FROM ${servers.schema.name}.events WHERE type = 'MailSent'`);
    const sent = [...cluster.mails];
    expect(await cluster.ops('dead-letters', 'retry', id)).toBe(`${id} is delivered again\n`);
    await eventually(() => expect(cluster.mails).toHaveLength(4), { withinMs: 20_000 });
    expect(new Set(cluster.mails.map(messageIdOf))).toEqual(new Set(sent.map(messageIdOf)));
    expect(await listed()).toEqual({ items: [] });
  });

  it('let every service stop cleanly', async () => {
    for (const app of ['gateway', ...SERVICES] as const) await Promise.all(cluster.of(app).map((one) => one.stop()));
  });
});
