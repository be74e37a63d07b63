import { afterEach, describe, expect, it } from '@jest/globals';
import { networkInterfaces } from 'node:os';
import { type HealthServer, startHealthServer } from './health-server.js';

const TOKEN = 'of-the-specs-scraper';

/** An address of this machine that is not its loopback. */
const outside = Object.values(networkInterfaces())
  .flatMap((all) => all ?? [])
  .find(({ family, internal }) => family === 'IPv4' && !internal)?.address;

describe('metrics of a service', () => {
  let server: HealthServer;
  afterEach(() => server.close());

  const statusOf = async (metricsToken: string | null, address: string, authorization?: string): Promise<number> => {
    const metricsText = (): Promise<string> => Promise.resolve('# HELP x\n');
    server = await startHealthServer({ host: '0.0.0.0', port: 0, away: () => [], metricsToken, metricsText });
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    return (await fetch(`http://${address}:${server.port}/metrics`, { headers })).status;
  };

  it.each([
    ['nothing', undefined, 401],
    ['another token', 'Bearer of-somebody-else', 401],
    ['its token', `Bearer ${TOKEN}`, 200],
  ])('with METRICS_TOKEN answer %s', async (_what, authorization, status) => {
    expect(await statusOf(TOKEN, '127.0.0.1', authorization)).toBe(status);
  });

  it('without METRICS_TOKEN are read on this machine', async () => {
    expect(await statusOf(null, '127.0.0.1')).toBe(200);
  });

  it('without METRICS_TOKEN are read on this machine alone', async () => {
    // A machine without a network has nobody else to ask.
    expect(await statusOf(null, outside ?? '127.0.0.1')).toBe(outside === undefined ? 200 : 401);
  });
});
