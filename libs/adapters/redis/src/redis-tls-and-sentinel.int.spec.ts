import { eventually } from '@bookonce/testing/harness/eventually';
import { freePort } from '@bookonce/testing/harness/free-port';
import { describeWithProgram } from '@bookonce/testing/servers/describe-on-server';
import { afterEach, describe, expect, it } from '@jest/globals';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RedisConnection } from './connection/redis-connection.js';

const run = promisify(execFile);
const PACKAGE = new URL('..', import.meta.url).pathname;
const TESTED_MS = 30_000;

/** Asks a server for PONG, as a service does that trusts the authorities in this file. */
const ASK = `
  const { RedisConnection } = await import('@bookonce/adapter-redis/connection/redis-connection');
  const troubles = [];
  const connection = new RedisConnection({ url: process.env.ASKED, patienceMs: 2000, onTrouble: (why) => troubles.push(why) });
  const answer = await connection.command('PING').catch(() => troubles[0]);
  process.stdout.write(String(answer));
  await connection.close();
`;

describeWithProgram('redis-server', 'with servers of its own', () => {
  describe('Redis', () => {
    const ends: (() => Promise<unknown>)[] = [];

    afterEach(async () => {
      for (const end of ends.splice(0).reverse()) await end();
    });

    const folder = async (): Promise<string> => {
      const path = await mkdtemp(join(tmpdir(), 'bookonce-redis-'));
      ends.push(() => rm(path, { recursive: true, force: true }));
      return path;
    };

    const serve = (...args: readonly string[]): void => {
      const server = spawn('redis-server', args, { stdio: 'ignore' });
      const gone = once(server, 'exit');
      ends.push(() => {
        server.kill('SIGKILL');
        return gone;
      });
    };

    const serveData = async (...args: readonly string[]): Promise<number> => {
      const port = await freePort();
      serve('--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', ...args);
      return port;
    };

    const connect = (url: string): RedisConnection => {
      const connection = new RedisConnection({ url, timeoutMs: 2_000, patienceMs: 500 });
      ends.push(() => connection.close());
      return connection;
    };

    it(
      'is reached by TLS with a certificate that the process trusts, and by no other',
      async () => {
        const inFolder = (
          (path) => (name: string) =>
            join(path, name)
        )(await folder());
        const [key, certificate] = [inFolder('key.pem'), inFolder('certificate.pem')];
        const named = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=DNS:localhost'];
        const files = ['-keyout', key, '-out', certificate, '-days', '1'];
        await run('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...files, ...named]);
        const port = await freePort();
        const tls = ['--tls-cert-file', certificate, '--tls-key-file', key, '--tls-ca-cert-file', certificate];
        serve('--port', '0', '--tls-port', String(port), '--bind', '127.0.0.1', '--tls-auth-clients', 'no', ...tls);
        const ask = async (environment: Record<string, string> = {}): Promise<string> => {
          const env = { PATH: process.env['PATH'], ASKED: `rediss://localhost:${port}`, ...environment };
          return (await run(process.execPath, ['--input-type=module', '-e', ASK], { cwd: PACKAGE, env })).stdout;
        };
        await eventually(async () => expect(await ask({ NODE_EXTRA_CA_CERTS: certificate })).toBe('PONG'));
        expect(await ask()).toContain('self-signed certificate');
      },
      TESTED_MS,
    );

    it(
      'is found by sentinels, also after another server has become the primary',
      async () => {
        const primary = await serveData();
        const standby = await serveData('--replicaof', '127.0.0.1', String(primary));
        const sentinel = await freePort();
        const config = join(await folder(), 'sentinel.conf');
        const lines = [`port ${sentinel}`, 'bind 127.0.0.1', `sentinel monitor mymaster 127.0.0.1 ${primary} 1`];
        await writeFile(config, `${lines.join('\n')}\n`);
        serve(config, '--sentinel');
        const connection = connect(`redis+sentinel://127.0.0.1:${sentinel}/mymaster`);
        const portOfPrimary = async (): Promise<number> =>
          Number(/tcp_port:(\d+)/.exec(String(await connection.command('INFO', 'server')))?.[1]);
        await eventually(async () => expect(await portOfPrimary()).toBe(primary));
        expect(await connection.command('SET', 'known', 'yes')).toBe('OK');

        const asker = connect(`redis://127.0.0.1:${sentinel}`);
        await eventually(() => asker.command('SENTINEL', 'FAILOVER', 'mymaster'), { withinMs: 15_000 });
        await eventually(
          async () => {
            expect(await portOfPrimary()).toBe(standby);
            expect(await connection.command('SET', 'known', 'still')).toBe('OK');
          },
          { withinMs: 15_000 },
        );
      },
      TESTED_MS,
    );
  });
});
