import type { BookingAnswer, LinkAnswer, ListAnswer } from '@bookonce/testing/harness/api-shapes';
import { servedProduct } from '@bookonce/testing/harness/served-product';
import { describe, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';

const PROVE = fileURLToPath(new URL('../../../prove/dist/main.js', import.meta.url));

interface Race {
  readonly race: string;
  readonly requests?: number;
  readonly faults?: readonly string[];
  readonly leftOut?: string;
}

describe('npm run prove', () => {
  const { app, api } = servedProduct();

  interface Ended {
    readonly code: unknown;
    readonly stdout: string;
    readonly stderr: string;
  }

  const proveAt = (url: string, key: string, ...args: readonly string[]): Promise<Ended> =>
    new Promise((resolve) => {
      const env = { ...process.env, NODE_OPTIONS: '', BOOKONCE_API_KEY: key };
      const all = [PROVE, '--url', url, ...args];
      execFile(process.execPath, all, { env }, (error, stdout, stderr) =>
        resolve({ code: error === null ? 0 : error.code, stdout, stderr }),
      );
    });

  const prove = (key: string, ...args: readonly string[]): Promise<Ended> => proveAt(app.baseUrl, key, ...args);

  it('finds that everything holds, and leaves no booking and no link behind', async () => {
    const { apiKey } = await app.firstRun();
    const before = await api.expect<ListAnswer<LinkAnswer>>(200, '/v1/links?status=active');
    const { code, stdout, stderr } = await prove(apiKey, '--links', '3', '--attempts', '6', '--json');
    const { ok, races } = JSON.parse(stdout) as { readonly ok: boolean; readonly races: readonly Race[] };
    expect({ code, ok, faults: races.flatMap(({ faults = [] }) => faults), stderr }).toEqual({
      code: 0,
      ok: true,
      faults: [],
      stderr: expect.stringMatching(/cancelled \d+ bookings and revoked \d+ links/),
    });
    expect(races.map(({ race }) => race)).toEqual([
      'one link, many at once',
      'one time, many links',
      'one request, repeated',
      'booked while revoked',
      'approved and declined at once',
      'confirmed by mail at once',
    ]);
    expect(races.flatMap(({ leftOut = [] }) => leftOut)).toEqual([]);

    const after = await api.expect<ListAnswer<LinkAnswer>>(200, '/v1/links?status=active');
    expect(after.items.map(({ id }) => id)).toEqual(before.items.map(({ id }) => id));
    const { items } = await api.expect<ListAnswer<BookingAnswer>>(200, '/v1/bookings?limit=200');
    expect(items.length).toBeGreaterThan(0);
    expect(items.filter(({ status }) => !['cancelled', 'declined', 'rejected'].includes(status))).toEqual([]);
    const mails = await api.expect<ListAnswer<{ to: string }>>(200, '/v1/sent-mail?limit=200');
    expect(mails.items.filter(({ to }) => !to.endsWith('.invalid'))).toEqual([]);
  });

  it('ends with 1 and names the links if a second person gets a confirmation', async () => {
    const liar = createServer((request, response) => {
      const { method = 'GET', url = '/', headers } = request;
      const asked = httpRequest(new URL(url, app.baseUrl), { method, headers }, (answered) => {
        const isLie = method === 'POST' && url.endsWith('/bookings') && answered.statusCode === 410;
        const lie = { id: 'bkg_made_up', status: 'confirmed', manageUrl: '' };
        if (isLie) response.writeHead(201, { 'content-type': 'application/json' }).end(JSON.stringify(lie));
        else answered.pipe(response.writeHead(answered.statusCode ?? 500, answered.headers));
      });
      request.pipe(asked);
    }).listen(0, '127.0.0.1');
    await once(liar, 'listening');
    try {
      const { apiKey } = await app.firstRun();
      const { port } = liar.address() as AddressInfo;
      const { code, stdout } = await proveAt(`http://127.0.0.1:${port}`, apiKey, '--links', '1', '--attempts', '2');
      expect(code).toBe(1);
      expect(stdout).toMatch(
        /one link, many at once did not hold:\n {2}lnk_\w+: 2 requests were answered 201, not one/,
      );
    } finally {
      liar.closeAllConnections();
      liar.close();
    }
  });

  it('ends with 1 if it could not check anything, and with 2 after a wrong command line', async () => {
    const refused = await prove('bok_wrong');
    const words = `prove: ${app.baseUrl} does not accept this API key (401). Pass another with --key or BOOKONCE_API_KEY`;
    expect(refused).toEqual({ code: 1, stdout: '', stderr: expect.stringMatching(/^[^\n]+\n$/) });
    expect(refused.stderr).toContain(words);
    expect(await prove('')).toMatchObject({ code: 2, stderr: expect.stringContaining('an API key is missing') });
    expect(await prove('', '--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('npm run prove') });
  });
});
