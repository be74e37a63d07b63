import { once } from 'node:events';
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type RequestListener,
  type ServerResponse,
} from 'node:http';
import { createServer as createHttpsServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import type { FakeAnswer, FakeCalendarServer } from './fake-calendar-server.js';

export interface ServedCalendars {
  /** Without a slash at the end. */
  readonly url: string;
  readonly stop: () => Promise<void>;
}

export interface ServeOptions {
  /** A free port by default. */
  readonly port?: number;
  /** PEM. With it, the server speaks HTTPS as `localhost`. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

/** Serves a fake calendar server on loopback. */
export const serveCalendars = async (
  fake: FakeCalendarServer,
  options: ServeOptions = {},
): Promise<ServedCalendars> => {
  const { port = 0, tls } = options;
  const listener: RequestListener = (request, response) => void respond(fake, request, response);
  const server = tls === undefined ? createHttpServer(listener) : createHttpsServer(tls, listener);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const { port: chosen } = server.address() as AddressInfo;
  return {
    url: tls === undefined ? `http://127.0.0.1:${chosen}` : `https://localhost:${chosen}`,
    stop: async () => {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

const respond = async (fake: FakeCalendarServer, request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request as AsyncIterable<Uint8Array>) chunks.push(chunk);
  const { delayMs } = fake.lies;
  // The server is this slow: there is nothing to be awaited in its place.
  if (delayMs !== undefined) await wait(delayMs, undefined, { ref: false });
  const answer = fake.answer({
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    headers: Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)])),
    body: Buffer.concat(chunks).toString('utf8'),
  });
  send(answer, response, fake.lies.breaksOff);
};

const send = (
  { status, headers, body = '' }: FakeAnswer,
  response: ServerResponse,
  breaksOff: 'connection' | 'text' | undefined,
): void => {
  const bytes = typeof body === 'string' ? Buffer.from(body, 'utf8') : body;
  const half = bytes.subarray(0, Math.floor(bytes.byteLength / 2));
  switch (breaksOff) {
    case undefined:
      response.writeHead(status, { ...headers }).end(bytes);
      break;
    case 'text':
      response.writeHead(status, { ...headers }).end(half);
      break;
    case 'connection':
      response.writeHead(status, { ...headers, 'content-length': bytes.byteLength });
      response.write(half, () => response.destroy());
      break;
  }
};
