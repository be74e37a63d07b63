import { hosts } from '@bookonce/availability/views/availability-documents';
import { describe, expect, it } from '@jest/globals';
import { GatewayClient, NOW, tokenOf } from './fixtures/gateway-client.js';

describe('the pages', () => {
  const client = GatewayClient.served();

  it('explain the product at the bare address', async () => {
    const page = await client.call('GET', '/', undefined, { authorization: '' });
    expect([page.status, page.headers['content-type']]).toEqual([200, 'text/html; charset=utf-8']);
    expect(page.text).toContain('href="/openapi.json"');
    expect(page.text).toContain('/1t/');
    expect((await client.call('HEAD', '/')).status).toBe(200);
  });

  it.each([
    ['one of them takes the meeting', 'roundRobin', null, 'Ada or Grace invites you'],
    ['all of them take the meeting', 'collective', null, 'Ada and Grace invite you'],
    ['the link is for one of them', 'roundRobin', 1, 'Grace invites you'],
  ])('name the hosts if %s', async (_what, assignment, chosen, words) => {
    const hostIds = [await client.host(), await client.host({ name: 'Grace' })];
    const wish = chosen === null ? {} : { hostId: hostIds[chosen] };
    const link = await client.link(wish, { assignment, hostIds });
    expect((await client.call('GET', `/1t/${tokenOf(link.url)}`)).text).toContain(`>${words}<`);
  });

  it('name no host who is deactivated while others take the meeting', async () => {
    const hostIds = [await client.host(), await client.host({ name: 'Grace' })];
    const link = await client.link({}, { assignment: 'roundRobin', hostIds });
    const [away = ''] = hostIds;
    const stored = await client.readModels.get(hosts, away);
    if (stored === null) throw new Error('no host');
    await client.services.write(hosts, away, { ...stored, active: false });
    expect((await client.call('GET', `/1t/${tokenOf(link.url)}`)).text).toContain('>Grace invites you<');
    const { body } = await client.call('GET', `/v1/public/links/${tokenOf(link.url)}`);
    expect(body).toMatchObject({ hosts: [{ name: 'Grace' }] });
  });

  it('run nothing inline or from other origins, send no referrer, and contact no other service', async () => {
    const link = await client.link();
    const before = client.services.requests.length;
    const page = await client.call('GET', `/1t/${tokenOf(link.url)}`);
    expect(page.headers).toMatchObject({ 'referrer-policy': 'no-referrer', 'cache-control': 'no-store' });
    expect(page.headers).toMatchObject({ 'strict-transport-security': 'max-age=31536000' });
    const policy = page.headers['content-security-policy'] ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).not.toContain('unsafe-inline');
    expect(page.text.match(/<script(?![^>]*(src=|application\/json))/g)).toBeNull();
    // An empty address is the page itself, once more.
    expect(page.text.match(/(?:src|href)="(?!\/assets\/|\/icon\.svg"|")/g)).toBeNull();
    expect(client.services.requests).toHaveLength(before);
  });

  it("embed the API's answer safely", async () => {
    const link = await client.link({}, { name: 'Talk </script><script>alert(1)</script>' });
    const path = `/1t/${tokenOf(link.url)}`;
    const { text } = await client.call('GET', path);
    const data = /<script type="application\/json" id="page-data">(.*?)<\/script>/s.exec(text)?.[1] ?? '';
    const answer = await client.call('GET', `/v1/public/links/${tokenOf(link.url)}`);
    expect(JSON.parse(data)).toMatchObject({ kind: 'link', link: JSON.parse(answer.text) as object });
    expect(text).not.toContain('<script>alert');
  });

  it('are found in spite of what mail programs add to their addresses', async () => {
    const { url } = await client.link();
    const path = `/1t/${tokenOf(url)}`;
    for (const end of ['/', '.', ')', '%3E', '/?utm_source=mail']) {
      const answer = await client.call('GET', `${path}${end}`);
      expect([end, answer.status, answer.headers['location']]).toEqual([end, 303, path + (end.split('/')[1] ?? '')]);
    }
    expect((await client.call('GET', `${path}?x=1&utm_source=mail`)).status).toBe(200);
  });

  it.each(['/nope', '/1t/short', '/problems/nope', '/m/a/b', '/a/abc?decision=perhaps&x=1'])(
    'answer a browser at %s',
    async (path) => {
      const browser = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'de', authorization: '' };
      const page = await client.call('GET', path, undefined, browser);
      expect([page.status, page.headers['content-type']]).toEqual([404, 'text/html; charset=utf-8']);
      expect(page.text).toContain('lang="de"');
    },
  );

  it('are not what programs get for an unknown address', async () => {
    const program = await client.call('GET', '/nope', undefined, { accept: '*/*', authorization: '' });
    const api = await client.call('GET', '/v1/nope', undefined, { accept: 'text/html', authorization: '' });
    expect([program, api].map(({ status, headers }) => [status, headers['content-type']])).toEqual([
      [404, 'application/problem+json'],
      [404, 'application/problem+json'],
    ]);
  });

  it("give the console the service's time", async () => {
    const { text } = await client.call('GET', '/console/links', undefined, { authorization: '' });
    expect(text).toContain(`id="page-data">{"now":"${new Date(NOW).toISOString()}"}<`);
  });

  it('serve their files compressed, and no other files', async () => {
    const link = await client.link();
    const page = await client.call('GET', `/1t/${tokenOf(link.url)}`);
    const address = /src="(\/assets\/[^"]+\.js)"/.exec(page.text)?.[1] ?? '';
    const script = await client.call('GET', address);
    expect(script.headers).toMatchObject({
      'content-type': 'text/javascript; charset=utf-8',
      'cache-control': 'public, max-age=31536000, immutable',
      vary: 'accept-encoding',
      'x-content-type-options': 'nosniff',
    });
    expect(script.headers).not.toHaveProperty('content-encoding');
    for (const encoding of ['br', 'gzip']) {
      const small = await client.call('GET', address, undefined, { 'accept-encoding': encoding });
      expect(small.headers).toMatchObject({
        'content-encoding': encoding,
        'content-type': script.headers['content-type'],
        'cache-control': script.headers['cache-control'],
      });
    }
    const head = await client.call('HEAD', address);
    expect([head.status, head.text]).toEqual([200, '']);
    for (const wrong of [
      `${address}.br`,
      '/assets/',
      '/assets/manifest.json',
      '/assets/..%2Fpackage.json',
      '/assets/constructor',
      '/assets/%00',
    ]) {
      const answer = await client.call('GET', wrong);
      expect([wrong, answer.status, answer.headers['content-type']]).toEqual([wrong, 404, 'application/problem+json']);
    }
  });
});
