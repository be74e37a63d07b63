import { meetingTypes } from '@bookonce/availability/views/availability-documents';
import { bookings } from '@bookonce/booking/views/booking-document';
import { secretHashOf } from '@bookonce/secrets/token-vault';
import { sessions, workspaces } from '@bookonce/workspace/views/workspace-documents';
import { beforeAll, describe, expect, it } from '@jest/globals';
import type { Operation } from './api/operation.js';
import { acceptCalendars } from './fixtures/calendar-replies.js';
import { everyOperation } from './fixtures/every-operation.js';
import { FIRST, GatewayClient, NOW, type Reply, schedule, SECOND } from './fixtures/gateway-client.js';

/** Bodies and queries with which an operation finds what its path names. */
const bodies: Readonly<Record<string, object>> = {
  rescheduleBooking: { start: SECOND },
  changeBooking: { durationMinutes: 45 },
  recordNoShow: { noShow: true },
  setHostBusy: { intervals: [] },
  setHostHolidays: { country: null },
  connectCalendar: { type: 'ics', url: 'https://calendars.example.com/noor.ics' },
  changeCalendar: { name: 'Home' },
  bookForRecipient: { start: FIRST, attendee: { name: 'Bea', email: 'bea@example.com' } },
};
const queries: Readonly<Record<string, string>> = {
  listMeetingTypeSlots: `?from=${FIRST}&to=${SECOND}`,
  listMeetingTypeStarts: `?from=${FIRST}&to=${SECOND}`,
  listHostRescheduleSlots: `?from=${FIRST}&to=${SECOND}`,
  explainMeetingTypeStart: `?start=${FIRST}`,
};

/** The status of a success that is not 200. */
const ACCEPTED: Readonly<Record<string, number>> = { connectCalendar: 201, disconnectCalendar: 204 };

/** Operations that need a sent mail log, dead letters or a test clock, which this gateway has not. */
const ELSEWHERE = /SentMail|DeadLetter|moveTestClock/;
/** Operations of a host's own things that name none in their path; tested below. */
const WITHOUT_ID = ['createLink', 'createLinkBatch', 'previewSlots', 'streamChanges', 'listLinks', 'listBookings'];
const HOSTS = ['listHosts', 'getHost'];

const ofWorkspace = everyOperation().filter(({ access }) => access === 'workspace');
const ruledBy = (rule: Operation['members']) =>
  ofWorkspace.filter(({ id, members }) => members === rule && !ELSEWHERE.test(id)).map(({ id }) => id);

describe('a plain host', () => {
  const client = GatewayClient.served();
  const world = { me: '', other: '', type: '', theirLink: '', theirBooking: '' };
  const TOKEN = 'sessionTokenOfAPlainHost';
  const cookie = `__Host-bookonce_session=${TOKEN}`;

  beforeAll(async () => {
    world.me = await client.host({ name: 'Noor', email: 'noor@example.com' });
    world.other = await client.host({ name: 'Robin', email: 'robin@example.com' });
    world.type = await client.meetingType({ hostIds: [world.other] });
    world.theirLink = (await link({ meetingTypeId: world.type })).id;
    const booked = await client.book((await link({ meetingTypeId: world.type })).url);
    world.theirBooking = (booked.body as { id: string }).id;
    const id = secretHashOf(TOKEN);
    const times = { startedAt: new Date(NOW).toISOString(), expiresAt: '2026-04-01T00:00:00.000Z' };
    const person = { sessionId: 'ses_noor', workspaceId: 'wsp_first', email: 'noor@example.com', name: 'Noor' };
    const workspace = { id: 'wsp_first', name: 'First' };
    await client.services.write(workspaces, 'wsp_first', workspace);
    acceptCalendars(client.services);
    await client.services.write(sessions, id, { id, ...person, ...times });
  });

  const link = async (body: object): Promise<{ id: string; url: string }> =>
    (await client.call('POST', '/v1/links', body)).body;

  const asHost = (method: Operation['method'], path: string, body?: object): Promise<Reply> =>
    client.call(method, path, body, { authorization: '', cookie, 'sec-fetch-site': 'same-origin' });

  const call = (id: string, ids: { readonly [path: string]: string }): Promise<Reply> => {
    const operation = ofWorkspace.find((one) => one.id === id);
    if (operation === undefined) throw new Error(`no operation ${id}`);
    const { method, path, body } = operation;
    const [, , resource = ''] = path.split('/');
    const url = path.replace(':id', ids[resource] ?? 'none').replace(':calendarId', 'cal_1');
    return asHost(method, url + (queries[id] ?? ''), body === undefined ? undefined : (bodies[id] ?? {}));
  };

  const foreign = () => ({
    hosts: world.other,
    'meeting-types': world.type,
    links: world.theirLink,
    bookings: world.theirBooking,
  });

  it('is meant by a rule of every operation of a workspace', () => {
    expect(ofWorkspace.filter(({ members }) => members === undefined).map(({ id }) => id)).toEqual([]);
  });

  it.each(ruledBy('owners'))('may not %s: owners only', async (id) => {
    const refused = await call(id, foreign());
    expect([refused.status, refused.body]).toEqual([403, expect.objectContaining({ type: '/problems/owners-only' })]);
  });

  it.each(ruledBy('ownHost'))('may %s of itself, and of nobody else', async (id) => {
    expect((await call(id, foreign())).status).toBe(403);
    expect((await call(id, { hosts: 'hst_none' })).status).toBe(404);
    expect((await call(id, { hosts: world.me })).status).toBe(ACCEPTED[id] ?? 200);
  });

  it.each(ruledBy('own').filter((id) => ![...WITHOUT_ID, ...HOSTS, 'explainMeetingTypeStart'].includes(id)))(
    'may not %s of what it takes no part in, as if there were none',
    async (id) => {
      expect((await call(id, foreign())).status).toBe(404);
    },
  );

  it.each(ruledBy('everybody'))('may %s', async (id) => {
    expect((await call(id, foreign())).status).toBe(200);
  });

  it('sees the links that it made, and those that name it', async () => {
    const type = await client.meetingType({ hostIds: [world.me, world.other], assignment: 'roundRobin' });
    const named = await link({ meetingTypeId: type, hostId: world.me });
    await link({ meetingTypeId: type, hostId: world.other });
    const made = (await asHost('POST', '/v1/links', { meetingTypeId: type })).body as { id: string };
    const { items } = (await asHost('GET', '/v1/links')).body as { items: readonly { id: string }[] };
    expect(items.map(({ id }) => id).toSorted()).toEqual([named.id, made.id].toSorted());
    for (const { id } of items) expect((await asHost('GET', `/v1/links/${id}/history`)).status).toBe(200);
    expect((await asHost('POST', `/v1/links/${made.id}/revoke`, {})).status).toBe(200);
  });

  it('sees the bookings that it takes part in, whatever it asks for', async () => {
    const type = await client.meetingType({ hostIds: [world.me, world.other], assignment: 'collective' });
    const booked = await client.book((await link({ meetingTypeId: type })).url, SECOND);
    const { id } = booked.body as { id: string };
    // The fake service books with the first host alone.
    const stored = await client.readModels.get(bookings, id);
    if (stored === null) throw new Error('not booked');
    await client.services.write(bookings, id, { ...stored, hostIds: [world.me, world.other] });
    for (const filter of ['', `?hostId=${world.me}`, `?hostId=${world.other}`]) {
      const { items } = (await asHost('GET', `/v1/bookings${filter}`)).body as { items: readonly { id: string }[] };
      expect(items.map((one) => one.id)).toEqual([id]);
    }
    expect((await asHost('GET', `/v1/bookings/${id}`)).status).toBe(200);
    // The host sees names of others, and its own address.
    const named = [
      { id: world.me, name: 'Noor', email: 'noor@example.com' },
      { id: world.other, name: 'Robin' },
    ];
    const shown = [
      (await asHost('GET', `/v1/bookings/${id}`)).body,
      ((await asHost('GET', '/v1/bookings')).body as { items: readonly object[] }).items[0],
    ];
    for (const booking of shown) expect(booking).toMatchObject({ hosts: named });
    for (const booking of shown) expect(JSON.stringify(booking)).not.toContain('robin@example.com');
    expect(JSON.stringify((await client.call('GET', `/v1/bookings/${id}`)).body)).toContain('robin@example.com');
  });

  it("sees what else is in its own calendar at the time of a booking that waits, and nothing of others' calendars", async () => {
    const type = await client.meetingType({ hostIds: [world.me, world.other], assignment: 'collective' });
    const { id } = (await client.book((await link({ meetingTypeId: type })).url, FIRST)).body as { id: string };
    const stored = await client.readModels.get(bookings, id);
    if (stored === null) throw new Error('not booked');
    const clashOf = (hostId: string, name: string) =>
      ({ hostId, start: stored.time.start, calendarRevision: 1, sources: [{ id: 'cal', type: 'ics', name }] }) as const;
    await client.services.write(bookings, id, {
      ...stored,
      status: 'awaitingApproval',
      hostIds: [world.me, world.other],
      clashes: { byHost: [clashOf(world.me, 'Mine'), clashOf(world.other, 'robin@example.com')], warned: [] },
    });
    const namesIn = ({ body }: Reply): readonly string[] =>
      (body as { clashes: readonly { source: { name: string } }[] }).clashes.map(({ source }) => source.name);
    expect(namesIn(await asHost('GET', `/v1/bookings/${id}`))).toEqual(['Mine']);
    expect(namesIn(await client.call('GET', `/v1/bookings/${id}`))).toEqual(['Mine', 'robin@example.com']);
  });

  it('gets full pages', async () => {
    const type = await client.meetingType({ hostIds: [world.me, world.other], assignment: 'roundRobin' });
    for (const name of ['a', 'b', 'c']) {
      await asHost('POST', '/v1/links', { meetingTypeId: type, recipient: { name } });
      await link({ meetingTypeId: type });
    }
    const page = (await asHost('GET', '/v1/links?limit=3')).body as { items: readonly unknown[] };
    expect(page.items).toHaveLength(3);
  });

  it('sees the names of other hosts, and no more', async () => {
    const { items } = (await asHost('GET', '/v1/hosts')).body as { items: readonly { id: string }[] };
    const [mine, theirs] = [world.me, world.other].map((id) => items.find((host) => host.id === id));
    expect(mine).toMatchObject({ name: 'Noor', email: 'noor@example.com', schedule });
    expect(Object.keys(theirs ?? {}).sort()).toEqual(['active', 'createdAt', 'id', 'name', 'role']);
    expect((await asHost('GET', `/v1/hosts/${world.other}`)).body).toEqual(theirs);
  });

  it('changes its own hours, but not what it may do', async () => {
    expect((await asHost('PATCH', `/v1/hosts/${world.me}`, { schedule })).status).toBe(200);
    for (const change of [{ role: 'owner' }, { active: true }, { name: 'Noor', role: 'owner' }]) {
      expect((await asHost('PATCH', `/v1/hosts/${world.me}`, change)).status).toBe(403);
    }
  });

  it('previews its own hours', async () => {
    const rules = {
      durationMinutes: 30,
      slotIntervalMinutes: 30,
      bufferBeforeMinutes: 0,
      bufferAfterMinutes: 0,
      minimumNoticeMinutes: 0,
      bookingWindow: { type: 'rolling', days: 30 },
      from: FIRST,
      to: SECOND,
    };
    const preview = (what: object) => asHost('POST', '/v1/slot-previews', { ...what, ...rules });
    expect((await preview({ hours: { schedule, hostId: world.other } })).status).toBe(403);
    expect((await preview({ hostIds: [world.me, world.other] })).status).toBe(403);
    expect((await preview({ hostIds: [world.me] })).status).toBe(200);
  });

  it('reads why of itself only', async () => {
    const type = await client.meetingType({ hostIds: [world.me, world.other], assignment: 'roundRobin' });
    const why = (await asHost('GET', `/v1/meeting-types/${type}/why?start=${FIRST}`)).body as {
      hosts: readonly { hostId: string }[];
    };
    expect(why.hosts.map(({ hostId }) => hostId)).toEqual([world.me]);
  });

  it('makes links of the meeting types that it hosts, and of no other', async () => {
    const refused = expect.objectContaining({ type: '/problems/owners-only' });
    const one = await asHost('POST', '/v1/links', { meetingTypeId: world.type });
    const many = await asHost('POST', '/v1/links/batch', { meetingTypeId: world.type, links: [{}] });
    expect([one.status, one.body, many.status, many.body]).toEqual([403, refused, 403, refused]);
    const type = await client.meetingType({ hostIds: [world.me] });
    const made = (await asHost('POST', '/v1/links', { meetingTypeId: type })).body as { id: string };
    const stored = await client.readModels.get(meetingTypes, type);
    if (stored === null) throw new Error('no type');
    await client.services.write(meetingTypes, type, { ...stored, hostIds: [world.other] });
    expect((await asHost('POST', `/v1/links/${made.id}/regenerate`, {})).status).toBe(403);
  });

  it('changes how bookings are confirmed only if no other host is involved', async () => {
    const linkOf = async (hostIds: readonly string[], confirmation: string) => {
      const meetingTypeId = await client.meetingType({ hostIds, assignment: 'roundRobin', confirmation: 'approval' });
      return (await asHost('POST', '/v1/links', { meetingTypeId, overrides: { confirmation } })).status;
    };
    const both = [world.me, world.other];
    expect(await linkOf(both, 'instant')).toBe(403);
    expect(await linkOf(both, 'approval')).toBe(201);
    expect(await linkOf([world.me], 'instant')).toBe(201);
  });

  it('does not get the stored reply to an owner', async () => {
    const type = await client.meetingType({ hostIds: [world.me] });
    const headers = { 'idempotency-key': 'the same key' };
    const body = { meetingTypeId: type };
    const first = (await client.call('POST', '/v1/links', body, headers)).body as { id: string };
    const second = (
      await client.call('POST', '/v1/links', body, {
        ...headers,
        authorization: '',
        cookie,
        'sec-fetch-site': 'same-origin',
      })
    ).body as { id: string };
    expect(second.id).not.toBe(first.id);
  });

  it('says in its session what it is', async () => {
    expect((await asHost('GET', '/v1/sessions/current')).body).toMatchObject({
      name: 'Noor',
      role: 'host',
      hostId: world.me,
    });
  });
});
