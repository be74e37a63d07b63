import { EventStoreDBClient } from '@eventstore/db-client';
import { afterEach, describe, expect, it, jest } from '@jest/globals';
import { Client } from './client.js';

describe('the EventStoreDB client', () => {
  const clients: Client[] = [];
  const open = (url: string): Client => {
    const client = new Client(url);
    clients.push(client);
    return client;
  };
  afterEach(async () => {
    jest.restoreAllMocks();
    for (const client of clients.splice(0)) await client.close();
  });

  it.each(['tls=true&tlsVerifyCert=false', 'tls=false&anythingElse=1'])(
    'reports options without effect, without the password: %s',
    (options) => {
      const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
      open(`esdb+discover://admin:p%40ss@one:2113,two:2113?${options}`);
      expect(warn.mock.calls.flat().join(' ')).toContain(`one:2113,two:2113?${options}`);
      expect(warn.mock.calls.flat().join(' ')).not.toMatch(/admin|p%40ss|p@ss/);
    },
  );

  it.each([
    ['esdb://one:2113', 'esdb://one:2113?keepAliveInterval=3000&keepAliveTimeout=3000'],
    ['esdb://one:2113?tls=false', 'esdb://one:2113?tls=false&keepAliveInterval=3000&keepAliveTimeout=3000'],
    [
      'esdb://one:2113?KeepAliveInterval=20000&tls=false',
      'esdb://one:2113?KeepAliveInterval=20000&tls=false&keepAliveTimeout=3000',
    ],
  ])('checks a silent connection every 3 s, unless the URL says otherwise: %s', (url, opened) => {
    const warn = jest.spyOn(console, 'warn').mockImplementation(() => undefined);
    const connectionString = jest.spyOn(EventStoreDBClient, 'connectionString');
    open(url);
    expect(connectionString.mock.calls).toEqual([[opened]]);
    expect(warn).not.toHaveBeenCalled();
  });

  it.each([
    ['kurrentdb://admin:p%40ss@localhost:2113?tls=false', { username: 'admin', password: 'p@ss' }],
    ['esdb://localhost:2113?tls=false', undefined],
  ])('takes from %s the credentials %j', async (url, credentials) => {
    const append = jest.spyOn(EventStoreDBClient.prototype, 'appendToStream');
    append.mockResolvedValue({ success: true, nextExpectedRevision: 0n, position: { commit: 1n, prepare: 1n } });
    await open(url).append('link-1', -1, [], 1_000);
    expect(append.mock.calls[0]?.[2]).toMatchObject({ requiresLeader: true });
    expect(append.mock.calls[0]?.[2]?.credentials).toEqual(credentials);
  });
});
