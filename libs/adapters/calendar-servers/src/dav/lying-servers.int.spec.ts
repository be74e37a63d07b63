import { HttpOutgoingRequests } from '@bookonce/adapter-outgoing-http/http-outgoing-requests';
import type { CalDavAccess, CalendarMemo, CollectionChanges } from '@bookonce/kernel/ports/calendar-servers';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { eventText } from '@bookonce/testing/calendars/event-text';
import { FakeCalendarServer } from '@bookonce/testing/calendars/fake-calendar-server';
import { serveCalendars } from '@bookonce/testing/calendars/serve-calendars';
import { afterEach, describe, expect, it } from '@jest/globals';
import { HttpCalendarServers } from '../http-calendar-servers.js';

const withinMs = 5_000;
const account = { username: 'ann@example.com', password: 'secret', email: 'Ann@Example.org' };
const cleanUps: (() => Promise<void> | void)[] = [];

/** A server with one calendar, `work`. */
const open = async (mostBytes = 10 * 1024 * 1024) => {
  const fake = new FakeCalendarServer(account);
  const served = await serveCalendars(fake);
  const rules = { allowPrivateNetwork: true, privateHosts: [] };
  const requests = new HttpOutgoingRequests({ rules, scheduler: systemScheduler, mostBytes });
  cleanUps.push(served.stop, () => requests.close());
  const port = new HttpCalendarServers({ requests, scheduler: systemScheduler });
  const access: CalDavAccess = { type: 'caldav', url: served.url, ...account };
  const collection = served.url + fake.addCollection('work', { name: 'Work' });
  return {
    fake,
    requests,
    port,
    access,
    collection,
    objects: fake.collection('work'),
    read: (since: CalendarMemo | null = null) => port.read(access, { hrefs: [collection], since, withinMs }),
    write: (uid: string, replaces?: { readonly href: string; readonly etag: string }) =>
      port.write(access, { collection, uid, text: eventText(uid), withinMs, ...(replaces && { replaces }) }),
  };
};

type Read = Awaited<ReturnType<Awaited<ReturnType<typeof open>>['read']>>;

const changesIn = (read: Read): { readonly memo: CalendarMemo; readonly changes: CollectionChanges | undefined } => {
  if (!read.ok) throw new Error(`The calendar cannot be read: ${JSON.stringify(read.error)}`);
  return { memo: read.value.memo, changes: read.value.kind === 'changed' ? read.value.collections[0] : undefined };
};

const filesIn = (changes: CollectionChanges | undefined): readonly string[] =>
  (changes?.objects ?? []).map(({ href }) => href.split('/').at(-1) ?? '').sort();

describe('servers that lie', () => {
  afterEach(async () => {
    for (const cleanUp of cleanUps.splice(0)) await cleanUp();
  });

  it.each([400, 403, 409, 410, 500] as const)(
    'are read as a whole if they have forgotten the token: %d',
    async (status) => {
      const { fake, objects, read } = await open();
      objects.put('1.ics', eventText('1'));
      const { memo } = changesIn(await read());
      objects.forgetTokens();
      fake.lies = { forgottenToken: status };
      const { changes } = changesIn(await read(memo));
      expect(changes?.isWhole).toBe(true);
      expect(filesIn(changes)).toEqual(['1.ics']);
    },
  );

  it('fill no memory with many answers, none of which is too large', async () => {
    const { objects, read, port, access, collection, requests } = await open();
    for (let index = 0; index < 500; index += 1) objects.put(`${index}.ics`, eventText(String(index)));
    const { changes } = changesIn(await read());
    expect(filesIn(changes)).toHaveLength(500);
    const mostBytes = 100 * 1024;
    const bounded = new HttpCalendarServers({ requests, scheduler: systemScheduler, mostBytes });
    const refused = await bounded.read(access, { hrefs: [collection], since: null, withinMs });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'tooLarge' } });
    expect(await port.discover(access, withinMs)).toMatchObject({ ok: true });
  });

  it.each([true, false])(
    'are asked again for objects that they list but do not hand out (tokens: %p)',
    async (hasSyncTokens) => {
      const { fake, objects, read, collection } = await open();
      fake.lies = { hasSyncTokens, unreadable: ['2.ics'] };
      objects.put('1.ics', eventText('1'));
      objects.put('2.ics', eventText('2'));
      const first = changesIn(await read());
      expect(filesIn(first.changes)).toEqual(['1.ics']);
      expect(first.changes?.unreadable).toEqual([`${collection}2.ics`]);
      const second = changesIn(await read(first.memo));
      expect(second.changes).toBeUndefined();
      fake.lies = { hasSyncTokens };
      const third = changesIn(await read(second.memo));
      expect(third.changes).toMatchObject({ isWhole: false, unreadable: [], removed: [] });
      expect(filesIn(third.changes)).toEqual(['2.ics']);
      expect(changesIn(await read(third.memo)).changes).toBeUndefined();
    },
  );

  it.each([true, false])('may remove an object that they never handed out (tokens: %p)', async (hasSyncTokens) => {
    const { fake, objects, read, collection } = await open();
    fake.lies = { hasSyncTokens, unreadable: ['1.ics'] };
    objects.put('1.ics', eventText('1'));
    const { memo } = changesIn(await read());
    objects.delete('1.ics');
    const { changes } = changesIn(await read(memo));
    expect(changes).toMatchObject({ removed: [`${collection}1.ics`], unreadable: [], objects: [] });
  });

  it('hand out many objects in several answers', async () => {
    const { fake, objects, read } = await open();
    for (let count = 0; count < 450; count += 1) objects.put(`${count}.ics`, eventText(String(count)));
    const { changes } = changesIn(await read());
    expect(changes?.objects).toHaveLength(450);
    // One for the list of changes, three for the objects.
    expect(fake.requests.filter((one) => one.startsWith('REPORT'))).toHaveLength(4);
  });

  it('may have objects that are too large for one answer, but not one that is', async () => {
    const { objects, read } = await open(100_000);
    for (let count = 0; count < 30; count += 1)
      objects.put(`${count}.ics`, eventText(String(count), 'x'.repeat(20_000)));
    expect(changesIn(await read()).changes?.objects).toHaveLength(30);
    objects.put('large.ics', eventText('large', 'x'.repeat(200_000)));
    expect(await read()).toMatchObject({ ok: false, error: { kind: 'tooLarge' } });
  });

  it('lose no write by claiming success', async () => {
    const { fake, objects, write } = await open();
    objects.put('theirs.ics', eventText('bok_1', 'Accepted'));
    fake.lies = { uidConflict: '207', uidSearch: 'findsNothing' };
    expect(await write('bok_1')).toMatchObject({
      ok: true,
      value: { kind: 'alreadyThere', object: { href: expect.stringContaining('/theirs.ics') } },
    });
    expect(objects.objects.size).toBe(1);
  });

  it.each(['weak', 'untold'] as const)('may give no ETag that identifies what was written: %s', async (putEtag) => {
    const { fake, write } = await open();
    fake.lies = { putEtag };
    expect(await write('bok_1')).toMatchObject({ ok: true, value: { kind: 'written', etag: null } });
  });

  it.each([
    [403, { ok: true, value: { kind: 'refused', status: 403, reason: 'the calendar is read-only' } }],
    [405, { ok: true, value: { kind: 'refused', status: 405, reason: 'the calendar is read-only' } }],
    [507, { ok: true, value: { kind: 'refused', status: 507, reason: 'the calendar is full' } }],
    [415, { ok: true, value: { kind: 'refused', status: 415, reason: 'the server refuses the event (415)' } }],
    [401, { ok: false, error: { kind: 'unauthorized' } }],
    [423, { ok: false, error: { kind: 'unreachable', status: 423 } }],
    [429, { ok: false, error: { kind: 'retryAfter' } }],
    [502, { ok: false, error: { kind: 'unreachable', status: 502 } }],
  ])('say why they take no write: %d', async (writeStatus, expected) => {
    const { fake, port, access, objects, write, collection } = await open();
    const { etag } = objects.put('old.ics', eventText('old'));
    fake.lies = { writeStatus };
    const href = `${collection}old.ics`;
    expect(await write('bok_1')).toMatchObject(expected);
    expect(await write('old', { href, etag })).toMatchObject(expected);
    expect(await port.remove(access, { href, etag, withinMs })).toMatchObject(expected);
  });

  it.each([
    [200, '<!doctype html><title>Sign in</title>', 'notACalendar'],
    [207, '<multistatus xmlns="DAV:"><response>', 'notACalendar'],
    [207, '<!DOCTYPE a [<!ENTITY b "c">]><multistatus xmlns="DAV:"/>', 'notACalendar'],
    [207, '<multistatus xmlns="DAV:"/>', 'notACalendar'],
    [403, '', 'unauthorized'],
    [404, '', 'notFound'],
    [500, '', 'unreachable'],
  ])('are known by their answers: %d %s', async (status, body, kind) => {
    const { fake, port, access, read } = await open();
    fake.lies = { everyAnswer: { status, body, headers: { 'content-type': 'application/xml' } } };
    expect(await port.discover(access, withinMs)).toMatchObject({ ok: false, error: { kind } });
    expect(await read()).toMatchObject({ ok: false, error: { kind } });
  });

  it('learn no password that was given for another server', async () => {
    const { fake, port, access } = await open();
    const { fake: other, collection } = await open();
    const { hostname, port: otherPort } = new URL(collection);
    expect(hostname).toBe('127.0.0.1');
    fake.lies = { homeAt: `http://localhost:${otherPort}${other.homePath}` };
    expect(await port.discover(access, withinMs)).toMatchObject({ ok: false, error: { kind: 'unauthorized' } });
    // The fake would have answered 207 to the right password.
    expect(other.requests).toEqual([`PROPFIND ${other.homePath}`]);
  });

  it('see a wrong password once, because many lock users out', async () => {
    const { fake, port, access } = await open();
    const url = `${access.url}/remote/dav/`;
    const found = await port.discover({ ...access, url, password: 'wrong' }, withinMs);
    expect(found).toMatchObject({ ok: false, error: { kind: 'unauthorized' } });
    expect(fake.requests).toEqual(['PROPFIND /remote/dav/']);
  });

  it('share the time of the caller among all requests', async () => {
    const { fake, port, access } = await open();
    fake.lies = { delayMs: 100 };
    expect(await port.discover(access, 250)).toMatchObject({ ok: false, error: { kind: 'timedOut' } });
    expect(fake.requests.length).toBeLessThan(4);
  });

  it('name the addresses of the owner', async () => {
    const { port, access } = await open();
    const found = await port.discover(access, withinMs);
    expect(found).toMatchObject({ ok: true, value: { addresses: ['ann@example.org', 'ann@example.com'] } });
  });

  it('permit reading alone', async () => {
    const { fake, port, access } = await open();
    fake.addCollection('holidays', { name: 'Holidays', isReadOnly: true });
    const found = await port.discover(access, withinMs);
    expect(found.ok && found.value.collections.map(({ name, isWritable }) => [name, isWritable])).toEqual([
      ['Work', true],
      ['Holidays', false],
    ]);
  });
});
