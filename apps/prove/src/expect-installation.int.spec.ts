import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expectInstallation } from './expect-installation.js';

/** Runs a server that gives one answer to everything. */
const withAnswer = async <Value>(
  status: number,
  type: string,
  use: (url: string) => Promise<Value>,
): Promise<Value> => {
  const server = createServer((_request, response) => {
    response.writeHead(status, { 'content-type': type }).end('{}');
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    return await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
};

describe('expectInstallation', () => {
  it.each([
    [200, 'application/json; charset=utf-8'],
    [503, 'application/problem+json'],
  ])('takes %i with %s for an installation', async (status, type) => {
    await withAnswer(status, type, (url) => expectInstallation(url, 'bok_1'));
  });

  it('says that the API key is not accepted, and how to get another', async () => {
    await withAnswer(401, 'application/problem+json', (url) =>
      expect(expectInstallation(url, 'bok_1')).rejects.toThrow(
        /does not accept this API key \(401\)\. Pass another with --key or BOOKONCE_API_KEY: /,
      ),
    );
  });

  it.each([
    [200, 'text/html'],
    [404, 'application/json'],
  ])('says that another server answers: %i with %s', async (status, type) => {
    await withAnswer(status, type, (url) =>
      expect(expectInstallation(url, 'bok_1')).rejects.toThrow(`${url} answers (${status}), but not as Bookonce does`),
    );
  });

  it('says that nothing listens there', async () => {
    const url = await withAnswer(200, 'text/html', (there) => Promise.resolve(there));
    await expect(expectInstallation(url, 'bok_1')).rejects.toThrow(
      `${url} does not answer: nothing listens on this port. Start the product (npm start), or pass another`,
    );
  });

  it.each([
    ['http://localhost:1', 'HTTP clients never connect to this port'],
    ['http://nowhere.invalid', 'this host name'],
  ])('says why %s cannot answer', async (url, reason) => {
    await expect(expectInstallation(url, 'bok_1')).rejects.toThrow(`${url} does not answer: ${reason}`);
  });
});
