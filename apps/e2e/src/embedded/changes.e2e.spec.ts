import { afterEach, describe, expect, it } from '@jest/globals';
import { ChangeListener } from '@bookonce/testing/harness/change-listener';
import { eventually } from '@bookonce/testing/harness/eventually';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { countStoredEvents } from '@bookonce/testing/harness/stored-history';
import { midnightAfter, tokenOf } from '@bookonce/testing/harness/workspace-client';

const FROM = midnightAfter(3);
const STOP_WITHIN_MS = 3_000;

describe('the change stream', () => {
  const { app, api } = servedProduct();
  const listeners: ChangeListener[] = [];

  afterEach(() => {
    for (const listener of listeners.splice(0)) listener.close();
  });

  const listen = async (headers?: Readonly<Record<string, string>>): Promise<ChangeListener> => {
    const key = { authorization: `Bearer ${(await app.firstRun()).apiKey}` };
    const listener = await ChangeListener.open(app.baseUrl, headers ?? key);
    listeners.push(listener);
    return listener;
  };

  it('notifies clients of hosts, meeting types, links and bookings once reads show them', async () => {
    const [one, other] = [await listen(), await listen()];
    expect([one.response.statusCode, one.response.headers['content-type']]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
    ]);
    const host = await api.createHost();
    const type = await api.createMeetingType([host]);
    const link = await api.createLink(type);
    for (const listener of [one, other]) {
      await listener.hears('host', host);
      await listener.hears('meetingType', type);
      await listener.hears('link', link.id);
    }
    const before = one.heard.length;
    const { booking } = await api.book(link, FROM);
    if (booking === null) throw new Error('not booked');
    await eventually(() => expect(one.heard.slice(before)).toContainEqual({ kind: 'link', id: link.id }));
    expect(await api.getLink(link.id)).toMatchObject({ status: 'consumed' });
    await one.hears('booking', booking.id);
    await other.hears('booking', booking.id);
    await api.visitor.send(`/v1/public/bookings/${tokenOf(booking.manageUrl)}/cancel`, { body: {} });
    await eventually(() => expect(one.heard.filter(({ id }) => id === booking.id).length).toBeGreaterThanOrEqual(2));
  });

  it('requires a key or a session, and appends no event (I10)', async () => {
    const { consoleUrl } = await app.firstRun();
    const session = await api.visitor.send('/v1/sessions', { body: { token: tokenOf(consoleUrl) } });
    const cookie = session.headers['set-cookie']?.[0]?.split(';')[0] ?? '';
    const before = countStoredEvents(app.dataDir);
    expect((await listen({ cookie })).response.statusCode).toBe(200);
    expect((await listen({})).response.statusCode).toBe(401);
    expect((await listen({ authorization: 'Bearer bok_wrong_wrong' })).response.statusCode).toBe(401);
    const head = await api.host.send('/v1/changes', { method: 'HEAD' });
    expect([head.status, head.headers['content-type'], head.text]).toEqual([
      200,
      'text/event-stream; charset=utf-8',
      '',
    ]);
    expect(countStoredEvents(app.dataDir)).toBe(before);
  });

  it('opens 200 streams for one key, and then no more until one is closed', async () => {
    const all = await Promise.all(Array.from({ length: 205 }, () => listen()));
    const refused = all.filter(({ response }) => response.statusCode !== 200);
    expect(refused.map(({ response }) => response.statusCode)).toEqual(Array<number>(5).fill(429));
    expect(refused[0]?.response.headers).toMatchObject({
      'retry-after': '15',
      'ratelimit-policy': '"token-streams";q=200',
      ratelimit: '"token-streams";r=0;t=15',
    });
    const made = await api.expect<{ key: string }>(201, '/v1/api-keys', { body: { name: 'Another' } });
    const other = { authorization: `Bearer ${made.key}` };
    expect((await listen(other)).response.statusCode).toBe(200);
    expect((await api.host.send('/v1/changes', { method: 'HEAD' })).status).toBe(429);
    all.find(({ response }) => response.statusCode === 200)?.close();
    await eventually(async () => expect((await api.host.send('/v1/changes', { method: 'HEAD' })).status).toBe(200));
    // HEAD opens nothing, so it takes no place.
    expect((await api.host.send('/v1/changes', { method: 'HEAD' })).status).toBe(200);
  });

  it('does not delay shutdown', async () => {
    const open = await Promise.all(Array.from({ length: 20 }, () => listen()));
    const stopped = await app.stop();
    expect(stopped?.code).toBe(0);
    expect(stopped?.tookMs).toBeLessThan(STOP_WITHIN_MS);
    await eventually(() => expect(open.every(({ hasEnded }) => hasEnded)).toBe(true));
    await app.restart();
    const again = await listen();
    await again.hears('host', await api.createHost());
  });
});
