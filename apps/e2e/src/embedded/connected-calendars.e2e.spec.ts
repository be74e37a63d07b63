import { FakeCalendarServer } from '@bookonce/testing/calendars/fake-calendar-server';
import { serveCalendars, type ServedCalendars } from '@bookonce/testing/calendars/serve-calendars';
import type { ProblemAnswer } from '@bookonce/testing/harness/api-shapes';
import { startsOf } from '@bookonce/testing/harness/api-shapes';
import { eventually } from '@bookonce/testing/harness/eventually';
import { jsonOf } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { storedEvents } from '@bookonce/testing/harness/stored-history';
import { temporaryFolder } from '@bookonce/testing/harness/temporary-folder';
import { midnightAfter, ROUND_THE_CLOCK } from '@bookonce/testing/harness/workspace-client';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const FROM = midnightAfter(3);
const TO = midnightAfter(4);
const at = (hour: number): string => FROM.replace('T00', `T${String(hour).padStart(2, '0')}`);
const morning = { ...ROUND_THE_CLOCK, weekly: [{ ...ROUND_THE_CLOCK.weekly[0], from: '08:00', to: '12:00' }] };
const PRIVATE = 'private-7fd1';

interface CalendarAnswer {
  readonly id: string;
  readonly name: string;
  readonly state: string;
  readonly error?: string;
  readonly busyCount: number;
  readonly lastReadAt: string;
  readonly collections?: readonly { readonly href: string; readonly name: string }[];
}

interface HolidaysAnswer {
  readonly days: readonly { readonly date: string; readonly name: string; readonly isOff: boolean }[];
}

const dayAfter = (date: string, days: number): string => new Date(Date.parse(date) + days * 86_400_000).toISOString();

const stampOf = (instant: string): string => instant.replace(/[-:]|\.000/g, '');

const calendarOf = (hours: readonly number[], uid = 'event'): string =>
  [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Example//Calendar//EN',
    'X-WR-CALNAME:Work',
    ...hours.flatMap((hour) => [
      'BEGIN:VEVENT',
      `UID:${uid}-${hour}@example.com`,
      'DTSTAMP:20260302T080000Z',
      `DTSTART:${stampOf(at(hour))}`,
      `DTEND:${stampOf(at(hour + 1))}`,
      'SUMMARY:Secret meeting',
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
    '',
  ].join('\r\n');

/** A certificate for `localhost`, which the product trusts. */
const certified = () => {
  const folder = temporaryFolder();
  const [key, certificate] = [join(folder.path, 'key.pem'), join(folder.path, 'certificate.pem')];
  const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
  const files = ['-keyout', key, '-out', certificate, '-days', '1'];
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...named], { stdio: 'ignore' });
  return { folder, certificate, tls: { key: readFileSync(key, 'utf8'), cert: readFileSync(certificate, 'utf8') } };
};

const { folder, certificate, tls } = certified();
afterAll(folder.remove);

describe('connected calendars', () => {
  const env = { ALLOW_PRIVATE_NETWORK: 'true', NODE_EXTRA_CA_CERTS: certificate };
  const { app, api } = servedProduct({ env });
  const server = new FakeCalendarServer({ username: 'ann', password: 'app-password', email: 'ann@example.com' });
  let served: ServedCalendars;
  beforeAll(async () => {
    served = await serveCalendars(server, { tls });
  });
  afterAll(() => served.stop());

  const connect = (host: string, body: object) =>
    api.expect<CalendarAnswer>(201, `/v1/hosts/${host}/calendars`, { body });

  /** A host, its meeting type, and the hours at which that is offered. */
  const hostWithType = async () => {
    const host = await api.createHost({ schedule: morning });
    const type = await api.createMeetingType([host], { durationMinutes: 60, slotIntervalMinutes: 60 });
    const offered = async (): Promise<readonly number[]> =>
      startsOf(await api.slotsOfType(type, FROM, TO)).map((start) => Number(start.slice(11, 13)));
    const list = async () =>
      (await api.expect<{ items: readonly CalendarAnswer[] }>(200, `/v1/hosts/${host}/calendars`)).items;
    return { host, type, offered, list };
  };

  it('take the times that a feed says are busy, follow its changes, and give them back', async () => {
    const { host, type, offered, list } = await hostWithType();
    const url = `${served.url}${server.setFeed(PRIVATE, calendarOf([9, 11]))}`;
    expect(await offered()).toEqual([8, 9, 10, 11]);

    const connected = await connect(host, { type: 'ics', url });
    expect(connected).toMatchObject({ type: 'ics', name: 'Work', state: 'ok', busyCount: 2 });
    expect(await offered()).toEqual([8, 10]);
    const refused = await api.book(await api.createLink(type), at(9));
    expect(refused.slug).toBe('slot-taken');

    const busy = await api.expect<{ items: readonly object[] }>(200, `/v1/hosts/${host}/busy?from=${FROM}&to=${TO}`);
    const source = { type: 'ics', name: 'Work', readAt: connected.lastReadAt };
    expect(busy.items).toEqual([9, 11].map((hour) => ({ start: at(hour), end: at(hour + 1), source })));

    server.setFeed(PRIVATE, calendarOf([9]));
    const read = await api.expect<CalendarAnswer>(200, `/v1/hosts/${host}/calendars/${connected.id}/read`, {
      body: {},
    });
    expect(read).toMatchObject({ state: 'ok', busyCount: 1 });
    expect(await offered()).toEqual([8, 10, 11]);
    expect(await list()).toEqual([read]);

    const gone = await api.host.send(`/v1/hosts/${host}/calendars/${connected.id}`, { method: 'DELETE' });
    expect(gone.status).toBe(204);
    expect(await offered()).toEqual([8, 9, 10, 11]);
    expect(await list()).toEqual([]);
    expect((await api.host.send(`/v1/hosts/${host}/calendars/${connected.id}`, { method: 'DELETE' })).status).toBe(404);
  });

  it('are refused with what is wrong, and nothing is stored', async () => {
    const { host, list } = await hostWithType();
    server.setFeed('page', '<html>Sign in</html>');
    for (const [url, message] of [
      [`${served.url}/feeds/nothing.ics`, 'Nothing is at this address'],
      [`${served.url}/feeds/page.ics`, 'Copy the address in iCalendar format'],
      ['ftp://example.com/a.ics', 'it is not a web address'],
      ['https://localhost:1/a.ics', 'Check the address'],
    ] as const) {
      const refused = await api.host.send(`/v1/hosts/${host}/calendars`, { body: { type: 'ics', url } });
      const { errors } = jsonOf<ProblemAnswer & { errors: { path: string; message: string }[] }>(refused);
      expect([refused.status, errors[0]?.path]).toEqual([422, 'url']);
      expect(errors[0]?.message.toLowerCase()).toContain(message.toLowerCase());
    }
    expect(await list()).toEqual([]);
    const elsewhere = await api.host.send('/v1/hosts/hst_none/calendars', { body: { type: 'ics', url: served.url } });
    expect(elsewhere.status).toBe(404);
  });

  it('connect once for each Idempotency-Key', async () => {
    const { host, list } = await hostWithType();
    const body = { type: 'ics', url: `${served.url}${server.setFeed('again', calendarOf([9]))}` };
    const send = () =>
      api.host.send(`/v1/hosts/${host}/calendars`, { body, headers: { 'idempotency-key': `key ${host}` } });
    const [first, second] = [await send(), await send()];
    expect(second.text).toBe(first.text);
    expect(await list()).toHaveLength(1);
  });

  it('say so when they fail, and go by the times last read', async () => {
    const { host, offered, list } = await hostWithType();
    const url = `${served.url}${server.setFeed('fails', calendarOf([10]))}`;
    const { id, lastReadAt } = await connect(host, { type: 'ics', url });
    server.lies = { everyAnswer: { status: 500 } };
    const read = () => api.expect<CalendarAnswer>(200, `/v1/hosts/${host}/calendars/${id}/read`, { body: {} });
    expect(await read()).toMatchObject({ state: 'failing', error: expect.stringContaining('500'), lastReadAt });
    expect(await offered()).toEqual([8, 9, 11]);
    server.lies = {};
    expect(await read()).toMatchObject({ state: 'ok' });
    expect((await list())[0]).not.toHaveProperty('error');
    const types = storedEvents(app.dataDir)
      .filter(({ stream }) => stream.endsWith(id))
      .map(({ type }) => type);
    expect(types).toEqual(['CalendarConnected', 'CalendarFailed', 'CalendarRecovered']);
  });

  it('are collections of an account, of which the chosen ones count', async () => {
    const { host, offered } = await hostWithType();
    server.addCollection('home', { name: 'Home' });
    server.addCollection('team', { name: 'Team' });
    server.collection('home').put('a.ics', calendarOf([9], 'home'));
    server.collection('team').put('b.ics', calendarOf([10], 'team'));
    const access = { type: 'caldav', url: served.url, username: 'ann', password: 'wrong' };
    const refused = await api.host.send(`/v1/hosts/${host}/calendars`, { body: access });
    expect(refused.text).toContain('app password');
    const { id, collections } = await connect(host, { ...access, password: 'app-password', name: 'Cloud' });
    expect(collections?.map(({ name }) => name).sort()).toEqual(['Home', 'Team']);
    expect(await offered()).toEqual([8, 11]);
    const home = collections?.find(({ name }) => name === 'Home')?.href;
    await api.expect(200, `/v1/hosts/${host}/calendars/${id}`, { method: 'PATCH', body: { readFrom: [home] } });
    expect(await offered()).toEqual([8, 10, 11]);
    server.collection('home').put('a.ics', calendarOf([11], 'home'));
    await api.expect(200, `/v1/hosts/${host}/calendars/${id}/read`, { body: {} });
    expect(await offered()).toEqual([8, 9, 10]);
  });

  it('are joined by the public holidays of a place, but not by those that are off', async () => {
    const host = await api.createHost({ schedule: morning });
    const set = (body: object) =>
      api.expect<HolidaysAnswer>(200, `/v1/hosts/${host}/holidays?language=de`, { method: 'PUT', body });
    const { days } = await set({ country: 'DE', region: 'BY' });
    // Days in a row are one busy time.
    const dates = new Set(days.map(({ date }) => date));
    const isAlone = (date: string): boolean => ![-1, 1].some((days) => dates.has(dayAfter(date, days).slice(0, 10)));
    const holiday = days.find(({ date }) => date > FROM.slice(0, 10) && isAlone(date));
    if (holiday === undefined) throw new Error('there is no holiday within a year');
    const { date, name } = holiday;
    const [start, end] = [dayAfter(date, 0), dayAfter(date, 1)];
    const fields = { durationMinutes: 60, bookingWindow: { type: 'range', from: date, to: date } };
    const type = await api.createMeetingType([host], fields);
    const busy = async () =>
      (await api.expect<{ items: readonly object[] }>(200, `/v1/hosts/${host}/busy?from=${start}&to=${end}`)).items;
    const source = { type: 'holidays', name: 'Germany, Bayern', readAt: expect.stringMatching(/Z$/) };
    expect(await busy()).toEqual([{ start, end, source }]);
    expect(await api.slotsOfType(type, start, end)).toEqual([]);
    const nine = start.replace('T00', 'T09');
    const link = await api.createLink(type);
    expect((await api.book(link, nine)).slug).toBe('slot-taken');
    const why = await api.expect<object>(200, `/v1/meeting-types/${type}/why?start=${nine}`);
    const text = 'The host is busy (holidays: Germany, Bayern).';
    expect(why).toEqual({
      offered: false,
      hosts: [{ hostId: host, offered: false, reasons: [{ kind: 'busy', source, text }] }],
    });

    const off = await set({ country: 'DE', region: 'BY', off: [date] });
    expect(off).toMatchObject({ country: 'DE', region: 'BY', off: [date] });
    expect(off.days).toContainEqual({ date, name, startsAt: '00:00', isOff: true });
    expect(await busy()).toEqual([]);
    const booking = await api.book(link, nine);
    expect(booking.status).toBe(201);
    await set({ country: 'DE', region: 'BY' });
    expect(await busy()).toHaveLength(1);
    const stands = await api.expect<{ status: string }>(200, `/v1/bookings/${booking.booking?.id ?? ''}`);
    expect(stands.status).toBe('confirmed');

    expect(await set({ country: null })).toEqual({ country: null, off: [], days: [] });
    expect(await busy()).toEqual([]);
    for (const [body, path, allowed] of [
      [{ country: 'XX' }, 'country', 'GET /v1/holiday-countries'],
      [{ country: 'DE', region: 'QQ' }, 'region', 'BY'],
      [{ country: 'DE', off: ['2027-02-30'] }, 'off.0', 'calendar'],
      [{ country: 'DE', off: ['2020-01-01', '2099-12-25'] }, 'off.1', '2099-12-25 must be one of the "days"'],
    ] as const) {
      const refused = await api.host.send(`/v1/hosts/${host}/holidays`, { method: 'PUT', body });
      const [error] = jsonOf<{ errors: { path: string; message: string }[] }>(refused).errors;
      expect([refused.status, error?.path]).toEqual([422, path]);
      expect(error?.message).toContain(allowed);
    }
    const countries = await api.expect<{ items: readonly { country: string }[] }>(200, '/v1/holiday-countries');
    expect(countries.items.find(({ country }) => country === 'DE')).toMatchObject({ name: 'Germany' });
  });

  it('are read by themselves, also after a restart, and keep their secrets to themselves', async () => {
    const { host, offered } = await hostWithType();
    await app.restart({ env: { ...env, CALENDAR_POLL_MINUTES: '0.02' } });
    await connect(host, { type: 'ics', url: `${served.url}${server.setFeed('polled', calendarOf([9]))}` });
    await app.restart();
    server.setFeed('polled', calendarOf([11]));
    await eventually(async () => expect(await offered()).toEqual([8, 9, 10]), { withinMs: 20_000 });
    const known = `${app.output}${JSON.stringify(storedEvents(app.dataDir))}`;
    for (const secret of [PRIVATE, 'polled.ics', 'app-password', 'Secret meeting']) expect(known).not.toContain(secret);
  });
});

describe('calendars at booking time', () => {
  const now = midnightAfter(0);
  const { api } = servedProduct({ testClock: now, env: { ALLOW_PRIVATE_NETWORK: 'true' } });
  const server = new FakeCalendarServer({ username: 'ann', password: 'app-password' });
  let served: ServedCalendars;
  beforeAll(async () => {
    served = await serveCalendars(server);
  });
  afterAll(() => served.stop());

  it('are read again if they were read over a minute ago', async () => {
    const host = await api.createHost({ schedule: morning });
    const type = await api.createMeetingType([host], { durationMinutes: 60, slotIntervalMinutes: 60 });
    const url = `${served.url}${server.setFeed('late', calendarOf([9]))}`;
    const { id } = await api.expect<CalendarAnswer>(201, `/v1/hosts/${host}/calendars`, { body: { type: 'ics', url } });
    server.setFeed('late', calendarOf([10]));
    const book = async (hour: number) => api.book(await api.createLink(type), at(hour));
    await api.setClock(new Date(Date.parse(now) + 61_000).toISOString());
    expect((await book(10)).slug).toBe('slot-taken');
    expect((await book(9)).status).toBe(201);

    await api.expect(200, `/v1/hosts/${host}/calendars/${id}`, {
      method: 'PATCH',
      body: { whenUnreachable: 'refuse' },
    });
    server.lies = { everyAnswer: { status: 500 } };
    await api.setClock(new Date(Date.parse(now) + 200_000).toISOString());
    expect((await book(11)).slug).toBe('calendar-unavailable');
  });
});

describe('calendars in a private network', () => {
  const { api } = servedProduct();

  it('are refused unless the operator allows them', async () => {
    const host = await api.createHost();
    for (const url of ['https://127.0.0.1/a.ics', 'https://localhost/a.ics', 'webcal://[::1]/a.ics']) {
      const refused = await api.host.send(`/v1/hosts/${host}/calendars`, { body: { type: 'ics', url } });
      expect([refused.status, refused.text]).toEqual([422, expect.stringContaining('private network')]);
    }
    const plain = { type: 'ics', url: 'http://example.com/a.ics' };
    expect((await api.host.send(`/v1/hosts/${host}/calendars`, { body: plain })).text).toContain('use https://');
  });
});
