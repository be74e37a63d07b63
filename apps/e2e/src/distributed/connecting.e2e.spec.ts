import { EventStoreDbServer } from '@bookonce/adapter-eventstoredb/fixtures/event-store-db-server';
import { ServiceProcess } from '@bookonce/testing/harness/distributed/service-process';
import { eventually } from '@bookonce/testing/harness/eventually';
import { freePort } from '@bookonce/testing/harness/free-port';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';

const STACK = /^\s+at /m;

/** Needs no broker and no Redis: a service connects to its event store first. */
describe('a service that connects to EventStoreDB', () => {
  let server: EventStoreDbServer;
  let service: ServiceProcess;
  beforeEach(async () => {
    server = await EventStoreDbServer.start();
    service = new ServiceProcess('link-service', await freePort(), {
      EVENT_STORE_URL: server.url.replace('//', '//bookonce:secret@'),
      KAFKA_BROKERS: `127.0.0.1:${await freePort()}`,
      REDIS_URL: `redis://127.0.0.1:${await freePort()}`,
      BOOKONCE_SECRET_KEY: Buffer.alloc(32, 7).toString('base64'),
    });
  });
  afterEach(async () => {
    await service.kill9();
    await server.stop();
  });

  it('stops without an error while the server is away', async () => {
    await server.down();
    service.start();
    await eventually(() => expect(service.output).toContain('could not be used'), { withinMs: 60_000 });
    const code = service.exitCode();
    await service.stop();
    expect(await code).toBe(0);
    expect(service.output).not.toMatch(STACK);
  });

  it.each([
    ['the password is wrong', 'does not accept the user and the password', () => (server.knowsUser = false)],
    ['a right is missing', 'Grant bookonce read on $all', () => (server.denies = () => true)],
  ])('ends and says what to do if %s', async (_what, said, refuse) => {
    refuse();
    service.start();
    expect(await service.exitCode()).toBe(1);
    expect(service.output).toContain(said);
    expect(service.output).not.toMatch(STACK);
    expect(service.output).not.toContain('secret');
  });
});
