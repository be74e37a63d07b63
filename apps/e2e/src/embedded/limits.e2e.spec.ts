import { describe, expect, it } from '@jest/globals';
import type { LinkAnswer } from '@bookonce/testing/harness/api-shapes';
import type { HttpAnswer } from '@bookonce/testing/harness/http-client';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { tokenOf } from '@bookonce/testing/harness/workspace-client';
import { outcome, slotAt, START, WholeLife } from './fixtures/whole-life.js';

const UNKNOWN = '/v1/public/links/AAAAAAAAAAAAAAAAAAAAAA';
const MANY = 200;

const counted = (answers: readonly HttpAnswer[]): Readonly<Record<number, number>> =>
  Object.fromEntries([...Map.groupBy(answers, ({ status }) => status)].map(([status, all]) => [status, all.length]));

describe('the limits of anonymous callers, seen from this machine', () => {
  const product = servedProduct({ testClock: START });
  const { api } = product;
  const life = new WholeLife(product);

  it('do not count per client, whatever the header says', async () => {
    const headers = { 'x-forwarded-for': '203.0.113.9' };
    const answers = await Promise.all(Array.from({ length: MANY }, () => api.visitor.send(UNKNOWN, { headers })));
    expect(counted(answers)).toEqual({ 404: MANY });
  });

  it('take 120 attempts on one link in ten seconds, and say what is left', async () => {
    const link = await life.link({ maxGuests: 0 });
    // Refused, so that the link stays active.
    const refused = { more: { guests: ['kim@example.org'] } };
    const attempts = await Promise.all(Array.from({ length: 130 }, () => api.book(link, slotAt(0), refused)));
    expect(counted(attempts.map(({ answer }) => answer))).toEqual({ 422: 120, 429: 10 });
    const limited = attempts.find(({ status }) => status === 429);
    expect(outcome(limited ?? attempts[0] ?? (await api.book(link, slotAt(0))))).toEqual([429, 'too-many-requests']);
    const wait = limited?.answer.headers['retry-after'] ?? '';
    expect(Number(wait)).toBeGreaterThan(0);
    expect(limited?.answer.headers).toMatchObject({
      'ratelimit-policy': '"link-attempts";q=120;w=10',
      ratelimit: `"link-attempts";r=0;t=${wait}`,
    });
    await api.expect(200, `/v1/links/${link.id}/revoke`, { body: {} });
    expect(outcome(await api.book(link, slotAt(0)))).toEqual([410, 'link-revoked']);
  });

  it('answer a dead link before any limit', async () => {
    const link = await life.link();
    expect(outcome(await api.book(link, slotAt(0)))).toEqual([201, 'confirmed']);
    const book = (headers: Record<string, string>) => api.book(link, slotAt(1), { headers });
    const attempts = await Promise.all(
      Array.from({ length: MANY }, (_, index) => book(index % 2 === 0 ? {} : { 'idempotency-key': `late-${index}` })),
    );
    expect(counted(attempts.map(({ answer }) => answer))).toEqual({ 410: MANY });
  });

  it('let a link send ten opt-in mails in a minute, which refused attempts do not use up', async () => {
    const link = await life.link({ confirmation: 'doubleOptIn' });
    for (let mails = 0; mails < 12; mails += 1) {
      const booking = await life.booked(link, slotAt(mails), { email: life.person() });
      await life.manage(booking, 'cancel');
    }
    const attempts = await Promise.all(
      Array.from({ length: 60 }, (_, index) => api.book(link, slotAt(index % 20), { email: life.person() })),
    );
    const statuses = counted(attempts.map(({ answer }) => answer));
    expect(statuses[202]).toBe(3);
    expect(statuses[429]).toBeUndefined();
  });

  it('take 60 calls in a minute with the token of a booking, and none of them hides it', async () => {
    const booking = await life.booked(await life.link(), slotAt(0));
    const path = `/v1/public/bookings/${tokenOf(booking.manageUrl)}`;
    // The time that it has.
    const body = { start: booking.start };
    const calls = await Promise.all(
      Array.from({ length: 70 }, (_, index) =>
        api.visitor.send(`${path}/reschedule`, { body, headers: { 'idempotency-key': `key-${index}` } }),
      ),
    );
    expect(counted(calls)).toEqual({ 200: 60, 429: 10 });
    const refused = await api.visitor.send(`${path}/cancel`, { body: {} });
    expect(refused.headers['ratelimit-policy']).toBe('"booking-changes";q=60;w=60');
    expect((await api.visitor.send(path)).status).toBe(200);
  });

  it('let one address be mailed so often, and never count instant attempts', async () => {
    const email = life.person();
    const type = await life.type({ confirmation: 'doubleOptIn' });
    const until = async (status: number): Promise<HttpAnswer> => {
      for (let tries = 0; tries < MANY; tries += 1) {
        const attempt = await api.book(await api.createLink(type), slotAt(tries % 90), { email });
        if (attempt.status === status) return attempt.answer;
        if (attempt.booking !== null) await life.manage(attempt.booking, 'cancel');
      }
      throw new Error(`never ${status}`);
    };
    const limited = await until(429);
    expect(limited.headers['ratelimit-policy']).toMatch(/^"address-mails";q=\d+;w=\d+$/);
    expect(Number(limited.headers['retry-after'])).toBeGreaterThan(0);
    expect(outcome(await api.book(await life.link(), slotAt(0), { email }))).toEqual([201, 'confirmed']);
  });
});

describe('the limits of anonymous callers, behind a proxy that is named', () => {
  const product = servedProduct({ testClock: START, env: { TRUST_PROXY: '127.0.0.1, ::1' } });
  const { api } = product;
  const life = new WholeLife(product);
  let clients = 0;

  /** Sends from a client of its own, through the proxy. */
  const client = () => {
    clients += 1;
    const headers = { 'x-forwarded-for': `198.51.100.1, 203.0.113.${clients}` };
    return {
      get: (path: string): Promise<HttpAnswer> => api.visitor.send(path, { headers }),
      book: (link: LinkAnswer) => api.book(link, slotAt(0), { headers, more: { guests: ['kim@example.org'] } }),
    };
  };

  it('end the lookups of a client that guesses, so that it learns nothing, and of nobody else', async () => {
    const link = await life.link();
    const used = await life.link();
    await life.booked(used, slotAt(0));
    const { get } = client();
    const guesses = [];
    for (let tries = 0; tries < MANY; tries += 1) guesses.push(await get(UNKNOWN));
    const statuses = counted(guesses);
    expect(statuses[404]).toBeGreaterThanOrEqual(30);
    expect(statuses[429]).toBeGreaterThan(0);
    expect(guesses.at(-1)?.headers).toMatchObject({
      'retry-after': expect.stringMatching(/^\d+$/),
      'ratelimit-policy': expect.stringMatching(/^"client-unknown-tokens";q=\d+;w=60$/),
      ratelimit: expect.stringMatching(/^"client-unknown-tokens";r=0;t=\d+$/),
    });
    const token = tokenOf(link.url);
    expect((await get(`/v1/public/links/${token}`)).status).toBe(429);
    const page = await get(`/1t/${token}`);
    expect([page.status, page.headers['content-type']]).toEqual([429, 'text/html; charset=utf-8']);
    expect((await get('/v1/public/opt-ins/AAAAAAAAAAAAAAAAAAAAAA')).status).toBe(429);
    expect((await get(`/v1/public/links/${tokenOf(used.url)}`)).status).toBe(410);
    const other = client();
    expect((await other.get(`/v1/public/links/${token}`)).status).toBe(200);
    expect((await other.get(UNKNOWN)).status).toBe(404);
  });

  it('count the booking attempts of a client over all links', async () => {
    const type = await life.type();
    const links = await api.createLinks(type, 4);
    const { book } = client();
    const attempts = await Promise.all(links.flatMap((link) => Array.from({ length: 50 }, () => book(link))));
    const statuses = counted(attempts.map(({ answer }) => answer));
    expect(statuses).toEqual({ 422: 120, 429: 80 });
    const [link] = links;
    if (link === undefined) throw new Error('no link');
    expect(outcome(await client().book(link))[0]).toBe(422);
  });

  it('count the confirmations and the sign-in requests of a client', async () => {
    const headers = { 'x-forwarded-for': '192.0.2.44' };
    const confirm = () => api.visitor.send('/v1/public/opt-ins/AAAAAAAAAAAAAAAAAAAAAA/confirm', { body: {}, headers });
    expect(counted(await Promise.all(Array.from({ length: MANY }, confirm)))[429]).toBeGreaterThan(0);
    const signIn = (_: unknown, index: number) =>
      api.visitor.send('/v1/sign-in-links', { body: { email: `eve${index}@example.org` }, headers });
    expect(counted(await Promise.all(Array.from({ length: 40 }, signIn)))).toEqual({ 202: 30, 429: 10 });
  });

  it('count the opt-in mails that a client causes, over all links and addresses', async () => {
    const type = await life.type({ confirmation: 'doubleOptIn' });
    const links = await api.createLinks(type, 32);
    const headers = { 'x-forwarded-for': '192.0.2.45' };
    const statuses = [];
    for (const [index, link] of links.entries()) {
      statuses.push((await api.book(link, slotAt(index), { headers, email: life.person() })).status);
    }
    expect(statuses).toEqual([...Array<number>(30).fill(202), 429, 429]);
  });

  it('do not count a caller of this machine that no proxy has forwarded', async () => {
    const answers = await Promise.all(Array.from({ length: MANY }, () => api.visitor.send(UNKNOWN)));
    expect(counted(answers)).toEqual({ 404: MANY });
  });
});
