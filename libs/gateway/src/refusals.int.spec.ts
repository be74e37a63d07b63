import { describe, expect, it } from '@jest/globals';
import { GatewayClient, FIRST, tokenOf } from './fixtures/gateway-client.js';

describe('refusals', () => {
  const client = GatewayClient.served();

  it.each([
    ['malformed JSON', 'POST', '/v1/hosts', '{', { 'content-type': 'application/json' }, 400],
    ['another content type', 'POST', '/v1/hosts', 'a=b', { 'content-type': 'text/plain' }, 415],
    ['a form', 'POST', '/v1/hosts', 'a=b', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['a body too large', 'POST', '/v1/hosts', `"${'x'.repeat(300_000)}"`, { 'content-type': 'application/json' }, 413],
    ['NUL', 'POST', '/v1/hosts', '{"name":"a\\u0000"}', { 'content-type': 'application/json' }, 422],
    ['unknown fields', 'POST', '/v1/links', '{"nope":1}', { 'content-type': 'application/json' }, 422],
    ['no key', 'GET', '/v1/hosts', undefined, { authorization: '' }, 401],
    ['an unknown address', 'GET', '/v1/nothing', undefined, {}, 404],
    ['an unsupported method', 'DELETE', '/v1/links', undefined, {}, 405],
    ['an unknown token', 'GET', '/v1/public/links/short', undefined, {}, 404],
    ['a very long token', 'GET', `/v1/public/links/${'a'.repeat(10_000)}`, undefined, {}, 404],
    ['a broken address', 'GET', '/v1/public/links/%E0%A4%A', undefined, {}, 400],
    ['an invalid cursor', 'GET', '/v1/links?cursor=nonsense', undefined, {}, 422],
    [
      'the test clock of a start without one',
      'POST',
      '/v1/test/clock',
      '{}',
      { 'content-type': 'application/json' },
      404,
    ],
    ['reading the test clock', 'GET', '/v1/test/clock', undefined, { authorization: '' }, 404],
    [
      'a window too long',
      'GET',
      `/v1/public/links/TOKEN/slots?from=${FIRST}&to=2027-01-01T00:00:00Z`,
      undefined,
      {},
      422,
    ],
  ] as const)('refuses %s with a problem', async (_word, method, url, payload, headers, status) => {
    const path = url.includes('TOKEN') ? url.replace('TOKEN', tokenOf((await client.link()).url)) : url;
    const answer = await client.call(method, path, payload, headers);
    expect([answer.status, answer.headers['content-type']]).toEqual([status, 'application/problem+json']);
    expect(answer.body).toMatchObject({
      status,
      type: expect.stringMatching(/^\/problems\/[a-z-]+$/),
      title: expect.any(String),
    });
  });

  it.each([
    ['/v1/hosts?limit=1&page=2', 'page'],
    ['/v1/meeting-types?Limit=1', 'Limit'],
    ['/v1/links?state=active', 'state'],
    ['/v1/bookings?linkid=lnk_1', 'linkid'],
    ['/v1/bookings?__proto__=1', '__proto__'],
    ['/v1/public/links/TOKEN/slots?form=2026-03-02T08:00:00Z', 'form'],
    ['/v1/public/links/TOKEN?x=1', 'x'],
    ['/v1/links/LINK?x=1', 'x'],
    ['/v1/links/LINK/history?limit=1', 'limit'],
    ['/v1/meeting-types/TYPE?x=', 'x'],
    ['/v1/meeting-types/TYPE/slots?timeZone=UTC', 'timeZone'],
  ])('refuses an unknown query parameter: %s', async (url, parameter) => {
    const link = await client.link();
    const { meetingTypeId } = (await client.call('GET', `/v1/links/${link.id}`)).body as { meetingTypeId: string };
    const path = url.replace('TOKEN', tokenOf(link.url)).replace('TYPE', meetingTypeId).replace('LINK', link.id);
    expect(await client.call('GET', path)).toMatchObject({
      status: 422,
      body: { errors: [{ path: parameter, message: 'is not a known parameter' }] },
    });
  });

  it('asks for a key where one is needed', async () => {
    const answer = await client.call('GET', '/v1/links', undefined, { authorization: 'Bearer bok_wrong_wrong' });
    expect([answer.status, answer.headers['www-authenticate']]).toEqual([401, expect.stringContaining('Bearer')]);
  });
});
