import { describe, expect, it } from '@jest/globals';
import { everyOperation } from './fixtures/every-operation.js';
import { GatewayClient, tokenOf } from './fixtures/gateway-client.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const UNKNOWN_TOKEN = 'a'.repeat(22);

const byToken = everyOperation().filter(
  ({ access, method, path, body }) =>
    access === 'public' && method !== 'GET' && path.includes(':') && body !== undefined,
);

/** An object of many unknown fields. */
const fields = (count: number): string =>
  JSON.stringify(Object.fromEntries(Array.from({ length: count }, (_, index) => [`k${index}`, 1])));

describe('bodies of anonymous callers', () => {
  const client = GatewayClient.served();

  it.each(byToken.map((operation) => [operation.id, operation] as const))(
    '%s looks up the token before it reads the body',
    async (id, { method, path }) => {
      const url = path.replace(/:[a-zA-Z]+/, UNKNOWN_TOKEN);
      const bodies = ['{', fields(30_000), '{"nope":1}'];
      const statuses = await Promise.all(
        bodies.map(async (body) => (await client.call(method, url, body, JSON_TYPE)).status),
      );
      // The mail with a manage link is asked for with the same answer for every token.
      expect(new Set(statuses)).toEqual(new Set([id === 'resendManageLink' ? 202 : 404]));
    },
  );

  it('covers the operations that there are', () => {
    expect(byToken.length).toBeGreaterThanOrEqual(7);
  });

  it('refuses a body beyond the limits, by bytes, members and depth', async () => {
    const url = `/v1/public/links/${tokenOf((await client.link()).url)}/bookings`;
    const send = (body: string) => client.call('POST', url, body, JSON_TYPE);
    expect(await send(`{"note":"${'x'.repeat(33_000)}"}`)).toMatchObject({
      status: 413,
      body: { type: '/problems/body-too-large' },
    });
    for (const body of [fields(301), `{"answers":${'['.repeat(20)}${']'.repeat(20)}}`]) {
      expect(await send(body)).toMatchObject({ status: 413, body: { type: '/problems/body-too-complex' } });
    }
    expect((await client.call('GET', '/problems/body-too-complex')).status).toBe(200);
  });

  it('names the first 20 errors', async () => {
    const url = `/v1/public/links/${tokenOf((await client.link()).url)}/bookings`;
    const unknown = await client.call('POST', url, fields(200), JSON_TYPE);
    const answers = JSON.stringify({ answers: Object.fromEntries([...'x'.repeat(200)].map((_, i) => [`q${i}`, 1])) });
    const invalid = await client.call('POST', url, answers, JSON_TYPE);
    for (const { status, body } of [unknown, invalid]) {
      expect([status, (body as { errors: readonly unknown[] }).errors.length]).toEqual([422, 20]);
    }
  });

  it('authenticates before it reads the body, too', async () => {
    const answer = await client.call('POST', '/v1/hosts', '{', { ...JSON_TYPE, authorization: 'Bearer bok_wrong' });
    expect(answer.status).toBe(401);
  });

  it('takes the largest booking that is documented', async () => {
    const { url } = await client.link({}, { maxGuests: 10 });
    const guests = Array.from({ length: 10 }, (_, index) => `guest-${index}@example.com`);
    const more = { guests, note: 'ü'.repeat(2_000), tracking: { utm_source: 'x'.repeat(200), ref: 'mail' } };
    expect((await client.book(url, undefined, {}, more)).status).toBe(201);
  });
});
