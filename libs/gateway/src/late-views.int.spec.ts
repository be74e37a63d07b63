import { MemoryAcknowledgedPositions } from '@bookonce/adapter-memory/request-records';
import { MemoryStoredReplies } from '@bookonce/adapter-memory/stored-replies';
import { SettableClock } from '@bookonce/adapter-node/clocks';
import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import { readBookingStream } from '@bookonce/contracts/commands/booking';
import { readLinkStream } from '@bookonce/contracts/commands/link';
import { ok } from '@bookonce/kernel/result';
import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import type { StoredEvent } from '@bookonce/kernel/ports/event-store';
import { linkView } from '@bookonce/link/views/link-document';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FrozenViews } from './fixtures/frozen-views.js';
import { FIRST, NOW, schedule, SLOTS, tokenOf, type MadeLink } from './fixtures/gateway-client.js';
import { API_KEY, startTestGateway, type TestGateway } from './fixtures/test-gateway.js';

interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly type: string | undefined;
  readonly body: Readonly<Record<string, unknown>>;
}

const ATTENDEE = { name: 'Bea', email: 'bea@example.com' };

describe('views that are late', () => {
  let readModels: FrozenViews;
  let here: TestGateway;
  let elsewhere: TestGateway;
  let link: MadeLink;

  const call = async (
    { app }: TestGateway,
    method: 'GET' | 'POST',
    url: string,
    payload?: object,
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Reply> => {
    const key = { authorization: `Bearer ${API_KEY}`, ...headers };
    const answer = await app.inject({ method, url, headers: key, ...(payload === undefined ? {} : { payload }) });
    const isJson = String(answer.headers['content-type']).includes('json');
    const body = (isJson ? JSON.parse(answer.body) : {}) as Reply['body'];
    return { status: answer.statusCode, headers: answer.headers, type: body['type'] as string | undefined, body };
  };
  const made = async (path: string, body: object): Promise<Reply['body']> =>
    (await call(here, 'POST', path, body)).body;
  const book = (gateway: TestGateway): Promise<Reply> =>
    call(gateway, 'POST', `/v1/public/links/${tokenOf(link.url)}/bookings`, { start: FIRST, attendee: ATTENDEE });
  const seen = (gateway: TestGateway, path = '', headers = {}): Promise<Reply> =>
    call(gateway, 'GET', `/v1/public/links/${tokenOf(link.url)}${path}`, undefined, headers);

  /** An event on the link's own stream. */
  const owned = (type: 'LinkConsumed' | 'LinkIssued', data: object, revision: number): StoredEvent => ({
    id: `e${revision}`,
    type,
    data: { linkId: link.id, ...data },
    stream: `link-${link.id}`,
    revision,
    position: `9${revision}`,
    meta: {
      time: FIRST,
      version: type === 'LinkIssued' ? 2 : 1,
      workspaceId: 'wsp_first',
      correlationId: 'c',
      causationId: 'c',
      by: 'x',
    },
  });
  const ownerSays = (gateway: TestGateway, events: readonly StoredEvent[]): void =>
    gateway.services.on(readLinkStream, async () => ok({ events, position: null }));

  const asked = ({ services }: TestGateway): number =>
    services.requests.filter(({ pattern }) => pattern === readLinkStream.pattern).length;

  beforeEach(async () => {
    readModels = new FrozenViews();
    const acknowledged = new MemoryAcknowledgedPositions();
    const ports = { readModels, acknowledged, ids: cryptoIds, clock: new SettableClock(NOW), slots: SLOTS };
    const open = () => startTestGateway({ ...ports, storedReplies: new MemoryStoredReplies() });
    [here, elsewhere] = [await open(), await open()];
    const host = await made('/v1/hosts', { name: 'Ada', email: 'ada@example.com', schedule });
    const settings = { name: 'Talk', durationMinutes: 30, assignment: 'single', confirmation: 'instant' };
    const type = await made('/v1/meeting-types', { ...settings, hostIds: [host['id']] });
    link = (await made('/v1/links', { meetingTypeId: type['id'] })) as unknown as MadeLink;
    for (const gateway of [here, elsewhere]) {
      gateway.services.on(readLinkStream, () => Promise.reject(new BusUnavailableError('no reply')));
    }
  });
  afterEach(async () => {
    await here.app.close();
    await elsewhere.app.close();
  });

  it('ask nobody while nothing is late', async () => {
    expect((await seen(here)).status).toBe(200);
    expect((await book(here)).status).toBe(201);
    expect([(await seen(here)).status, (await seen(elsewhere)).status]).toEqual([410, 410]);
    expect([asked(here), asked(elsewhere)]).toEqual([0, 0]);
  });

  it('never show a link open again that was answered with 201 (I9)', async () => {
    readModels.freeze('link');
    expect((await book(here)).status).toBe(201);
    // The gateway that answered knows it, although nobody replies.
    expect(await seen(here)).toMatchObject({ status: 410, type: '/problems/link-consumed' });
    // Another one asks the owner, and says so if it gets no reply.
    for (const path of ['', `/slots?from=${FIRST}&to=${SLOTS[1]?.end}`]) {
      expect(await seen(elsewhere, path)).toMatchObject({ status: 503, type: '/problems/not-visible-yet' });
    }
    expect((await seen(elsewhere)).headers['retry-after']).toBe('1');
    expect((await call(elsewhere, 'GET', `/1t/${tokenOf(link.url)}`)).status).toBe(503);
    expect((await call(elsewhere, 'GET', `/v1/links/${link.id}`)).status).toBe(503);
    const terms = { metadata: {}, prefill: false, recipientOnly: false, unusedReminderDays: [], mailed: false };
    const issued = { ...terms, meetingTypeId: 'mtt_1', expiresAt: link.expiresAt, issuedAt: FIRST, sealedToken: '' };
    ownerSays(elsewhere, [owned('LinkIssued', issued, 0), owned('LinkConsumed', { bookingId: 'bkg_1' }, 1)]);
    expect(await seen(elsewhere)).toMatchObject({ status: 410, type: '/problems/link-consumed' });
    expect((await call(elsewhere, 'GET', `/1t/${tokenOf(link.url)}`)).status).toBe(410);
    const shown = await call(elsewhere, 'GET', `/v1/links/${link.id}`);
    expect(shown).toMatchObject({ status: 200, body: { status: 'consumed', bookingId: 'bkg_1' } });
    await readModels.thaw();
    const before = asked(elsewhere);
    expect((await seen(elsewhere)).status).toBe(410);
    expect(asked(elsewhere)).toBe(before);
  });

  it('never hide a booking that was answered with 201', async () => {
    readModels.freeze('booking', 'link');
    const { status, body } = await book(here);
    expect(status).toBe(201);
    const manageToken = tokenOf(String(body['manageUrl']));
    const found = await call(elsewhere, 'GET', `/v1/public/bookings/${manageToken}`);
    expect(found).toMatchObject({ status: 503, type: '/problems/not-visible-yet' });
    expect((await call(elsewhere, 'GET', `/m/${manageToken}`)).status).toBe(503);
    elsewhere.services.on(readBookingStream, async () => ok({ events: [], position: null }));
    expect((await call(elsewhere, 'GET', `/v1/bookings/${String(body['id'])}`)).status).toBe(404);
    await readModels.thaw();
    expect((await call(elsewhere, 'GET', `/v1/public/bookings/${manageToken}`)).status).toBe(200);
  });

  it('answer a Consistency-Token that is not reached with 503, and never with something older', async () => {
    readModels.freeze('link');
    const token = String((await book(here)).headers['consistency-token']);
    for (const path of [`/v1/links`, `/v1/links/${link.id}`]) {
      const answer = await call(elsewhere, 'GET', path, undefined, { 'consistency-token': token });
      expect(answer).toMatchObject({ status: 503, type: '/problems/not-visible-yet' });
      expect(answer.headers['retry-after']).toBe('1');
    }
    // It reads other views, which show the write.
    const hosts = await call(elsewhere, 'GET', '/v1/hosts', undefined, { 'consistency-token': token });
    expect(hosts.status).toBe(200);
    await readModels.thaw();
    const shown = await call(elsewhere, 'GET', `/v1/links/${link.id}`, undefined, { 'consistency-token': token });
    expect(shown).toMatchObject({ status: 200, body: { status: 'consumed' } });
  });

  it('that a server has lost are unknown from the first read on, not empty', async () => {
    expect((await seen(here)).status).toBe(200);
    // The gateway has just looked at the views, and would not look again for a while.
    await readModels.remove(linkView);
    expect(await seen(here)).toMatchObject({ status: 503, type: '/problems/unavailable' });
    expect(await seen(here, `/slots?from=${FIRST}&to=${SLOTS[1]?.end}`)).toMatchObject({ status: 503 });
    expect((await call(here, 'GET', `/1t/${tokenOf(link.url)}`)).status).toBe(503);
    expect((await call(here, 'GET', '/v1/links')).status).toBe(503);
  });
});
