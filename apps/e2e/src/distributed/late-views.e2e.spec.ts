import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { boundedParallel } from '@bookonce/testing/harness/bounded-parallel';
import { startsOf } from '@bookonce/testing/harness/api-shapes';
import { Cluster } from '@bookonce/testing/harness/distributed/cluster';
import { ClusterServers } from '@bookonce/testing/harness/distributed/cluster-servers';
import type { ServiceProcess } from '@bookonce/testing/harness/distributed/service-process';
import { eventually } from '@bookonce/testing/harness/eventually';
import { midnightAfter, tokenOf, WorkspaceClient } from '@bookonce/testing/harness/workspace-client';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';

const FROM = midnightAfter(2);
const TO = midnightAfter(8);
const RECOVERED_WITHIN_MS = 30_000;
const LINKS = 24;

await describeOnServer('postgres', 'views that are late, at two gateways', (postgresUrl) => {
  let cluster: Cluster;
  let leaseHolder: ServiceProcess;
  let here: WorkspaceClient;
  let elsewhere: WorkspaceClient;

  beforeAll(async () => {
    const servers = await ClusterServers.start(postgresUrl);
    cluster = await Cluster.on(servers, { instances: 2 });
    const [holder, second] = cluster.of('link-service');
    const others = (['booking-service', 'availability-service', 'notification-service'] as const).flatMap((app) =>
      cluster.of(app).slice(0, 1),
    );
    if (holder === undefined || second === undefined) throw new Error('expected two link services');
    leaseHolder = holder;
    const first = [...cluster.gateways, ...others, holder];
    for (const one of first) one.start();
    await Promise.all(first.map((one) => one.ready()));
    // Starts later, so that the first one keeps the view.
    second.start();
    await second.ready();
    const run = await cluster.firstRun();
    const clients = cluster.gateways.map(({ baseUrl }) => WorkspaceClient.of({ baseUrl, firstRun: async () => run }));
    [here, elsewhere] = (await Promise.all(clients)) as [WorkspaceClient, WorkspaceClient];
  });

  afterAll(async () => {
    here?.close();
    elsewhere?.close();
    await cluster?.dispose();
  });

  const prepare = async (count: number) => {
    const type = await here.createMeetingType([await here.createHost()], { durationMinutes: 15 });
    const starts = startsOf(await here.slotsOfType(type, FROM, TO));
    const links = await here.createLinks(type, count);
    return links.map((link, index) => ({ link, start: starts[index * 2] ?? 'none' }));
  };

  it('are not believed while a transaction holds history up, and no reader with a token sees them (I9)', async () => {
    const [plan] = await prepare(1);
    if (plan === undefined) throw new Error('expected a link');
    const client = await cluster.servers.schema.connect();
    await client.query('BEGIN');
    await client.query('SELECT pg_current_xact_id()');
    const attempt = await here.book(plan.link, plan.start, { timeoutMs: 10_000 });
    expect(attempt.status).toBe(201);
    for (const gateway of [here, elsewhere]) {
      expect((await gateway.view(plan.link)).status).toBe(410);
      expect((await gateway.visitor.send(`/1t/${tokenOf(plan.link.url)}`)).status).toBe(410);
      expect(await gateway.getLink(plan.link.id)).toMatchObject({ status: 'consumed', bookingId: attempt.booking?.id });
    }
    const token = String(attempt.answer.headers['consistency-token']);
    const read = () => elsewhere.host.send('/v1/links', { headers: { 'consistency-token': token } });
    const late = await read();
    expect([late.status, late.headers['retry-after']]).toEqual([503, '1']);
    expect(late.text).toContain('/problems/not-visible-yet');
    await client.query('COMMIT');
    await eventually(async () => expect((await read()).status).toBe(200), { withinMs: RECOVERED_WITHIN_MS });
  });

  it('are not believed after the instance that kept them was killed (I9)', async () => {
    const plans = await prepare(LINKS);
    await leaseHolder.kill9();
    const seen = await boundedParallel(plans, 6, async ({ link, start }) => {
      const attempt = await here.book(link, start, { timeoutMs: 10_000 }).catch(() => null);
      // The service may be rebalancing, but a client that has seen "booked" sees nothing older.
      if (attempt?.status !== 201) return null;
      const [public_, page] = await Promise.all([
        elsewhere.view(link),
        elsewhere.visitor.send(`/1t/${tokenOf(link.url)}`),
      ]);
      return [public_.status, page.status];
    });
    const answered = seen.filter((one) => one !== null);
    expect(answered.length).toBeGreaterThan(0);
    for (const status of answered.flat()) expect([410, 503]).toContain(status);
    await eventually(
      async () => {
        for (const { link, start } of plans) {
          await here.book(link, start, { timeoutMs: 10_000 });
          expect((await elsewhere.view(link)).status).toBe(410);
        }
      },
      { withinMs: RECOVERED_WITHIN_MS, everyMs: 500 },
    );
  });
});
