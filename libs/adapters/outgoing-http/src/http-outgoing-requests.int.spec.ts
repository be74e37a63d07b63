import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { afterEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { HttpOutgoingRequests, mayHaveCredentials, type HttpOutgoingOptions } from './http-outgoing-requests.js';

const servers: Server[] = [];
const clients: HttpOutgoingRequests[] = [];

const serve = async (listener: RequestListener): Promise<string> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const client = (options: Partial<HttpOutgoingOptions> = {}): HttpOutgoingRequests => {
  const rules = { allowPrivateNetwork: true, privateHosts: [] };
  const made = new HttpOutgoingRequests({ rules, scheduler: systemScheduler, ...options });
  clients.push(made);
  return made;
};

const get = { method: 'GET', withinMs: 5_000 } as const;
const textOf = (body: Uint8Array): string => Buffer.from(body).toString('utf8');

describe('outgoing requests', () => {
  afterEach(() => {
    for (const one of clients.splice(0)) one.close();
    for (const server of servers.splice(0)) {
      server.closeAllConnections();
      server.close();
    }
  });

  it('return any status, with headers and the decompressed body', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(404, { 'content-encoding': 'gzip', etag: '"1"' }).end(gzipSync('BEGIN:VCALENDAR'));
    });
    const answer = await client().send({ ...get, url });
    expect(answer).toMatchObject({ ok: true, value: { status: 404, headers: { etag: '"1"' } } });
    if (answer.ok) expect(textOf(answer.value.body)).toBe('BEGIN:VCALENDAR');
  });

  it('read an empty body, even if the server names its encoding', async () => {
    const url = await serve((_request, response) => response.writeHead(304, { 'content-encoding': 'gzip' }).end());
    const answer = await client().send({ ...get, url });
    expect(answer).toMatchObject({ ok: true, value: { status: 304, body: new Uint8Array() } });
    const half = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('BEGIN:VCALENDAR').subarray(0, 12));
    });
    expect(await client().send({ ...get, url: half })).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
  });

  it('follow redirects with method, body and credentials, and tell where they ended', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/') {
        response.writeHead(308, { location: '/dav/' }).end();
        return;
      }
      request.setEncoding('utf8').on('data', (body: string) => {
        response.end(`${request.method} ${request.url} ${request.headers.authorization} ${body}`);
      });
    });
    const credentials = { username: 'ann', password: 'für:🔑', givenFor: url };
    const answer = await client().send({ ...get, method: 'PROPFIND', url: `${url}/`, body: '<xml/>', credentials });
    expect(answer.ok && [answer.value.url, textOf(answer.value.body)]).toEqual([
      `${url}/dav/`,
      `PROPFIND /dav/ Basic ${Buffer.from('ann:für:🔑').toString('base64')} <xml/>`,
    ]);
  });

  it('send no credentials to another server', async () => {
    const other = await serve((request, response) => response.end(String(request.headers.authorization)));
    const url = await serve((_request, response) => response.writeHead(302, { location: other }).end());
    const credentials = { username: 'ann', password: 'secret', givenFor: url };
    for (const address of [url, other]) {
      const answer = await client().send({ ...get, url: address, credentials });
      expect(answer.ok && textOf(answer.value.body)).toBe('undefined');
    }
  });

  it('are sent again if the server ends a kept connection just then, unless they may not be repeated', async () => {
    const seen: string[] = [];
    const url = await serve((request, response) => {
      seen.push(`${request.method} ${request.url}`);
      const isReused = sockets.has(request.socket);
      sockets.add(request.socket);
      if (isReused) request.socket.destroy();
      else response.end('done');
    });
    const sockets = new Set<unknown>();
    const one = client();
    expect(await one.send({ ...get, url: `${url}/1` })).toMatchObject({ ok: true });
    expect(await one.send({ ...get, url: `${url}/2` })).toMatchObject({ ok: true });
    expect(await one.send({ ...get, method: 'POST', url: `${url}/3` })).toMatchObject({ ok: false });
    expect(seen).toEqual(['GET /1', 'GET /2', 'GET /2', 'POST /3']);
  });

  it('end after five redirects', async () => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      response.writeHead(302, { location: `/${asked}` }).end();
    });
    expect(await client().send({ ...get, url })).toEqual({ ok: false, error: { kind: 'tooManyRedirects', most: 5 } });
    expect(asked).toBe(6);
  });

  it('end at the limit of size, before and after decompression', async () => {
    const bomb = gzipSync(Buffer.alloc(3_000_000));
    const url = await serve((request, response) => {
      if (request.url === '/bomb') response.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb);
      else response.end(Buffer.alloc(3_000_000));
    });
    const small = client({ mostBytes: 1_000_000 });
    for (const path of ['/', '/bomb']) {
      const answer = await small.send({ ...get, url: url + path });
      expect(answer).toEqual({ ok: false, error: { kind: 'tooLarge', mostBytes: 1_000_000 } });
    }
  });

  it('end in time, also if the server goes on to send a little now and then', async () => {
    const url = await serve((_request, response) => {
      const timer = setInterval(() => response.write('a'), 10);
      response.on('close', () => clearInterval(timer));
    });
    expect(await client().send({ ...get, withinMs: 200, url })).toEqual({ ok: false, error: { kind: 'timedOut' } });
  });

  it('say why there is no answer', async () => {
    const url = await serve((request) => request.socket.destroy());
    expect(await client().send({ ...get, url })).toMatchObject({ ok: false, error: { kind: 'unreachable' } });
    const resolve = () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    expect(await client({ resolve }).send({ ...get, url: 'http://no.example/' })).toEqual({
      ok: false,
      error: { kind: 'unreachable', reason: 'its host name is not known' },
    });
  });

  it('say so in words, without the system’s own messages', async () => {
    const plain = new URL(await serve((_request, response) => response.end('hello')));
    const rules = { allowPrivateNetwork: true, privateHosts: [] };
    expect(await client({ rules }).send({ ...get, url: `https://${plain.host}/` })).toEqual({
      ok: false,
      error: { kind: 'unreachable', reason: 'no secure connection (https) is possible' },
    });
    const damaged = await serve((_request, response) =>
      response.writeHead(200, { 'content-encoding': 'gzip' }).end('no gzip at all'),
    );
    expect(await client().send({ ...get, url: damaged })).toEqual({
      ok: false,
      error: { kind: 'unreachable', reason: 'the answer cannot be decompressed' },
    });
    const garbled = await serve((request) => request.socket.end('this is not HTTP\r\n\r\n'));
    expect(await client().send({ ...get, url: garbled })).toEqual({
      ok: false,
      error: { kind: 'unreachable', reason: 'the answer is not HTTP' },
    });
  });

  it('refuse a name that leads to a private address, and a redirect to one', async () => {
    let asked = 0;
    const url = await serve((_request, response) => {
      asked += 1;
      response.end();
    });
    const { port } = new URL(url);
    const resolve = () =>
      Promise.resolve([
        { address: '93.184.216.34', family: 4 },
        { address: '127.0.0.1', family: 4 },
      ]);
    const rules = { allowPrivateNetwork: false, privateHosts: [] };
    const refused = await client({ rules, resolve }).send({ ...get, url: `https://calendar.example:${port}/` });
    expect(refused).toMatchObject({ ok: false, error: { kind: 'notAllowed' } });
    expect(asked).toBe(0);
    expect(client({ rules }).refusalOf('https://localhost:1/')).toBeNull();
    expect(await client({ rules }).send({ ...get, url: 'https://localhost:1/' })).toMatchObject({
      ok: false,
      error: { kind: 'notAllowed' },
    });
  });
});

describe('credentials', () => {
  const may = (from: string, to: string): boolean => mayHaveCredentials(new URL(from), new URL(to));

  it('stay within one registrable domain', () => {
    expect(may('https://caldav.icloud.com/', 'https://p42-caldav.icloud.com/')).toBe(true);
    expect(may('https://example.com/', 'https://example.org/')).toBe(false);
    expect(may('https://a.co.uk/', 'https://b.co.uk/')).toBe(false);
    expect(may('https://ann.github.io/', 'https://bob.github.io/')).toBe(false);
    expect(may('https://10.0.0.1/', 'https://10.0.0.2/')).toBe(false);
    expect(may('https://cloud/', 'https://cloud:8443/')).toBe(false);
  });

  it('never leave encryption', () => {
    expect(may('https://example.com/', 'http://example.com/')).toBe(false);
    expect(may('http://localhost:1/', 'http://localhost:1/dav/')).toBe(true);
  });
});
