import { HttpOutgoingRequests, type HttpOutgoingOptions } from '@bookonce/adapter-outgoing-http/http-outgoing-requests';
import { FEED_HREF, type CalendarMemo } from '@bookonce/kernel/ports/calendar-servers';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { eventText } from '@bookonce/testing/calendars/event-text';
import { FakeCalendarServer } from '@bookonce/testing/calendars/fake-calendar-server';
import { serveCalendars, type ServeOptions } from '@bookonce/testing/calendars/serve-calendars';
import { selfSignedCertificate } from '@bookonce/testing/harness/self-signed-certificate';
import { describeWithProgram } from '@bookonce/testing/servers/describe-on-server';
import { afterEach, describe, expect, it } from '@jest/globals';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { HttpCalendarServers } from './http-calendar-servers.js';

const cleanUps: (() => Promise<void> | void)[] = [];
const development = { allowPrivateNetwork: true, privateHosts: [] };

const open = async (options: Partial<HttpOutgoingOptions> = {}, serve: ServeOptions = {}) => {
  const fake = new FakeCalendarServer({ username: 'ann', password: 'secret' });
  const served = await serveCalendars(fake, serve);
  const requests = new HttpOutgoingRequests({ rules: development, scheduler: systemScheduler, ...options });
  cleanUps.push(served.stop, () => requests.close());
  const servers = new HttpCalendarServers({ requests, scheduler: systemScheduler });
  const read = (path: string, since: CalendarMemo | null = null, withinMs = 5_000) =>
    servers.read({ type: 'ics', url: served.url + path }, { hrefs: [FEED_HREF], since, withinMs });
  return { fake, served, read };
};

const memoOf = (result: Awaited<ReturnType<Awaited<ReturnType<typeof open>>['read']>>): CalendarMemo => {
  if (!result.ok) throw new Error(`The feed cannot be read: ${JSON.stringify(result.error)}`);
  return JSON.parse(JSON.stringify(result.value.memo)) as CalendarMemo;
};

describe('a feed', () => {
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  });

  it('is one object, read again only if it has changed', async () => {
    const { fake, read } = await open();
    const path = fake.setFeed('work', eventText('1'));
    const first = await read(path);
    expect(first).toMatchObject({
      ok: true,
      value: {
        kind: 'changed',
        collections: [{ href: FEED_HREF, isWhole: true, objects: [{ href: FEED_HREF, text: eventText('1') }] }],
      },
    });
    const second = await read(path, memoOf(first));
    expect(second).toMatchObject({ ok: true, value: { kind: 'unchanged' } });
    fake.setFeed('work', eventText('1', 'Moved'));
    expect(await read(path, memoOf(second))).toMatchObject({ ok: true, value: { kind: 'changed' } });
  });

  it('is unchanged if only its time stamps are new', async () => {
    const { fake, read } = await open();
    fake.lies = { restampsFeeds: true };
    const path = fake.setFeed('work', eventText('1'));
    const first = await read(path);
    const second = await read(path, memoOf(first));
    expect(second).toMatchObject({ ok: true, value: { kind: 'unchanged' } });
    fake.setFeed('work', eventText('2'));
    expect(await read(path, memoOf(second))).toMatchObject({ ok: true, value: { kind: 'changed' } });
  });

  it('owes nothing to what another address has answered', async () => {
    const { fake, read } = await open();
    const path = fake.setFeed('work', eventText('1'));
    const { fake: other, read: readOther } = await open();
    other.setFeed('work', eventText('1'));
    expect(await readOther(path, memoOf(await read(path)))).toMatchObject({ ok: true, value: { kind: 'changed' } });
  });

  it('may have any type and encoding', async () => {
    const { fake, read } = await open();
    fake.lies = { feedType: 'application/octet-stream' };
    const path = fake.setFeed('work', Buffer.from(eventText('1', 'Grüße'), 'latin1'));
    expect(await read(path)).toMatchObject({
      ok: true,
      value: { collections: [{ objects: [{ text: eventText('1', 'Grüße') }] }] },
    });
  });

  it('is not what only looks like one', async () => {
    const { fake, read } = await open();
    const kinds = async () => [
      await read(fake.setFeed('work', '<!doctype html><title>Sign in</title>')),
      await read('/feeds/none.ics'),
    ];
    expect(await kinds()).toMatchObject([{ error: { kind: 'notACalendar' } }, { error: { kind: 'notFound' } }]);
  });

  it('is never half a calendar', async () => {
    const { fake, read } = await open();
    const path = fake.setFeed('work', eventText('1'));
    for (const breaksOff of ['text', 'connection'] as const) {
      fake.lies = { breaksOff };
      expect(await read(path)).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    }
  });

  it('is not larger than the guard allows', async () => {
    const { fake, read } = await open({ mostBytes: 1024 * 1024 });
    fake.lies = { feedPadding: 1024 * 1024 };
    expect(await read(fake.setFeed('work', eventText('1')))).toEqual({
      ok: false,
      error: { kind: 'tooLarge', reason: 'the answer is larger than 1 MB' },
    });
  });

  it('is read within the time of the caller', async () => {
    const { fake, read } = await open();
    fake.lies = { delayMs: 60_000 };
    expect(await read(fake.setFeed('work', eventText('1')), null, 100)).toMatchObject({ error: { kind: 'timedOut' } });
  });

  it.each([
    [401, {}, { kind: 'unauthorized', status: 401 }],
    [429, { 'retry-after': '120' }, { kind: 'retryAfter', afterMs: 120_000 }],
    [503, { 'retry-after': '5' }, { kind: 'retryAfter', afterMs: 5_000 }],
    [500, {}, { kind: 'unreachable', status: 500 }],
    [304, {}, { kind: 'unreachable', status: 304 }],
  ])('says why it cannot be read: %d', async (status, headers, error) => {
    const { fake, read } = await open();
    fake.lies = { everyAnswer: { status, headers } };
    expect(await read('/feeds/work.ics')).toMatchObject({ ok: false, error });
  });

  it('does not redirect without end', async () => {
    const { fake, read } = await open();
    fake.lies = { redirectTo: '/feeds/work.ics' };
    expect(await read('/feeds/work.ics')).toMatchObject({
      error: { kind: 'unreachable', reason: 'the address redirects too often' },
    });
  });
});

describeWithProgram('openssl', 'a feed over TLS', () => {
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  });

  it('is read from a named private host, but does not lead to another address of the network', async () => {
    const { key, cert, remove } = await selfSignedCertificate();
    const before = getCACertificates('default');
    setDefaultCACertificates([...before, cert]);
    cleanUps.push(remove, () => setDefaultCACertificates(before));
    const rules = { allowPrivateNetwork: false, privateHosts: ['localhost'] };
    const { fake, served, read } = await open({ rules }, { tls: { key, cert } });
    const path = fake.setFeed('work', eventText('1'));
    expect(await read(path)).toMatchObject({ ok: true });

    for (const redirectTo of [served.url.replace('localhost', '127.0.0.1'), 'https://169.254.169.254/latest/']) {
      fake.lies = { redirectTo };
      expect(await read(path)).toMatchObject({ ok: false, error: { kind: 'notAllowed' } });
    }
    fake.lies = { redirectTo: served.url.replace('https:', 'http:') };
    expect(await read(path)).toMatchObject({ ok: false, error: { kind: 'notAllowed' } });
  });
});
