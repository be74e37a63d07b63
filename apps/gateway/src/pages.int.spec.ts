import { describe, expect, it } from '@jest/globals';
import { GatewayClient, FIRST, tokenOf } from './fixtures/gateway-client.js';

describe('the pages', () => {
  const client = GatewayClient.served();

  it('tells whoever opens the bare address what this is and where to go', async () => {
    const page = await client.call('GET', '/', undefined, { authorization: '' });
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).toContain('href="/openapi.json"');
    expect(page.text).toContain('/1t/');
    expect((await client.call('HEAD', '/')).status).toBe(200);
  });

  it.each([
    ['one of them comes', 'roundRobin', null, 'minutes with one of Ada, Grace'],
    ['all of them come', 'collective', null, 'minutes with Ada, Grace'],
    ['the link is of one of them', 'roundRobin', 1, 'minutes with Grace'],
  ])('says who of a team can be met where %s', async (_what, assignment, chosen, words) => {
    const hostIds = [await client.host(), await client.host({ name: 'Grace' })];
    const wish = chosen === null ? {} : { hostId: hostIds[chosen] };
    const link = await client.link(wish, { assignment, hostIds });
    const path = `/1t/${tokenOf(link.url)}`;
    for (const shown of [path, `${path}?slot=${FIRST}`]) {
      expect((await client.call('GET', shown)).text.replaceAll(/\s+/g, ' ')).toContain(`${words} </p>`);
    }
  });

  it('lets a person book with the pages alone', async () => {
    const link = await client.link();
    const path = `/1t/${tokenOf(link.url)}`;
    const before = client.services.requests.length;
    const page = await client.call('GET', `${path}?tz=America/New_York`);
    expect([page.status, page.headers['referrer-policy'], page.headers['cache-control']]).toEqual([
      200,
      'no-referrer',
      'no-store',
    ]);
    expect(page.text).toContain(`value="${FIRST}"`);
    const form = await client.call('GET', `${path}?slot=${FIRST}&tz=America/New_York`);
    const attempt = /name="attempt" value="([^"]+)"/.exec(form.text)?.[1] ?? '';
    expect(client.services.requests).toHaveLength(before);
    const send = (fields: Record<string, string>) =>
      client.call(
        'POST',
        `${path}/book`,
        new URLSearchParams({ attempt, start: FIRST ?? '', tz: 'America/New_York', ...fields }).toString(),
        {
          'content-type': 'application/x-www-form-urlencoded',
        },
      );
    const wrong = await send({ name: '<b>', email: 'nobody' });
    expect([wrong.status, wrong.text]).toEqual([422, expect.stringContaining('value="&lt;b&gt;"')]);
    const sent = await Promise.all([1, 2].map(() => send({ name: 'Bea', email: 'bea@example.com' })));
    expect(sent.map((answer) => [answer.status, answer.headers['location']])).toEqual([
      [303, expect.stringMatching(/^\/m\/[0-9A-Za-z]{22}$/)],
      [303, sent[0]?.headers['location']],
    ]);
    expect((await client.call('GET', path)).text).toContain('already been used');
  });
});
