import { matchesSecretKey } from '@bookonce/secrets/key-check';
import { inherited, mainOf } from '@bookonce/testing/harness/distributed/service-process';
import { freePort } from '@bookonce/testing/harness/free-port';
import { describeOnServer } from '@bookonce/testing/servers/describe-on-server';
import { ownSchema } from '@bookonce/testing/servers/own-schema';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { execFile } from 'node:child_process';

const keyOf = (byte: number): Uint8Array => new Uint8Array(32).fill(byte);

await describeOnServer('postgres', 'the secret key of a history on a server', (url) => {
  const schema = ownSchema(url);
  let closedPort = 0;

  beforeAll(async () => {
    const { properties } = await schema.open();
    await matchesSecretKey(properties, keyOf(7));
    closedPort = await freePort();
  });
  afterAll(() => schema.remove());

  const start = async (key: Uint8Array): Promise<{ readonly code: unknown; readonly output: string }> => {
    const env = {
      ...inherited(),
      PORT: String(await freePort()),
      EVENT_STORE_URL: url,
      BOOKONCE_NAMESPACE: schema.name,
      REDIS_URL: `redis://127.0.0.1:${closedPort}`,
      KAFKA_BROKERS: `127.0.0.1:${closedPort}`,
      BOOKONCE_SECRET_KEY: Buffer.from(key).toString('base64'),
      LOG_LEVEL: 'fatal',
    };
    return new Promise((resolve) => {
      execFile(process.execPath, [mainOf('link-service')], { env, timeout: 20_000 }, (error, stdout, stderr) =>
        resolve({ code: error?.code, output: `${stdout}${stderr}` }),
      );
    });
  };

  it('ends a service that has another one', async () => {
    const { code, output } = await start(keyOf(8));
    expect([code, output.trim().split('\n')]).toEqual([
      1,
      [expect.stringMatching(/^link-service: BOOKONCE_SECRET_KEY is not the key .* --accept-new-key/)],
    ]);
    expect(output).not.toContain(Buffer.from(keyOf(8)).toString('base64'));
  });
});
