import { BusUnavailableError } from '@bookonce/kernel/ports/bus';
import { StoreUnavailableError } from '@bookonce/kernel/ports/event-store';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeWithProgram } from '@bookonce/testing/servers/describe-on-server';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { KAFKA_PROGRAM, startOwnKafka, type OwnKafka } from '@bookonce/testing/servers/own-kafka';
import { Handled, linkEvent } from './fixtures/link-events.js';
import { SteadyLoad } from './fixtures/steady-load.js';
import { listening, settled, testBus } from './fixtures/test-bus.js';

const LINKS = Array.from({ length: 8 }, (_, index) => `l${index}`);
const SESSION_MS = 1_500;
const context = { commandId: 'c', correlationId: 'c', causationId: 'c', workspaceId: 'wsp_1', by: 'test' };

describeWithProgram(KAFKA_PROGRAM, 'a Kafka broker of its own', () => {
  let dataDir: string;
  let kafka: OwnKafka;

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bookonce-kafka-'));
    kafka = await startOwnKafka({ dataDir });
  });
  afterAll(async () => {
    await kafka.stop();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('handles everything published in order per stream, although it is killed under load', async () => {
    const handled = new Handled();
    const reports: string[] = [];
    const publisher = testBus({ brokers: [kafka.brokers], topicPrefix: 'loss' }).bus;
    const consumer = testBus({
      brokers: [kafka.brokers],
      topicPrefix: 'loss',
      onConnected: () => reports.push('connected'),
      onConnectionLost: (error) => reports.push(error.message),
    }).bus;
    handled.on(consumer);
    consumer.addHandler('test.echo', ({ payload }: { payload: unknown }) => Promise.resolve(payload));
    await Promise.all([listening(publisher), listening(consumer)]);

    const load = new SteadyLoad(publisher, LINKS);
    await handled.has(LINKS.map((link) => linkEvent(link, 5)));
    await kafka.kill9();
    await eventually(() => expect(publisher.connection.state).toBe('lost'), { withinMs: 15_000 });
    await expect(publisher.request('test.echo', { payload: 1, context })).rejects.toThrow(BusUnavailableError);
    const before = load.published.length;
    kafka = await startOwnKafka({ dataDir, port: kafka.port });
    await eventually(() => expect(load.published.length).toBeGreaterThan(before + 50), { withinMs: 20_000 });

    await handled.has(await load.end());
    for (const link of LINKS) {
      const revisions = handled.firstOf(`link-${link}`);
      expect(revisions).toEqual([...revisions.keys()]);
    }
    await settled(consumer, 20_000);
    const again = eventually(() => publisher.request('test.echo', { payload: 'again', context }), { withinMs: 15_000 });
    expect(await again).toBe('again');
    expect(reports.at(0)).toBe('connected');
    expect(reports.at(-1)).toBe('connected');
    expect(reports.some((line) => line.startsWith(`Kafka at ${kafka.brokers}: `))).toBe(true);
    await Promise.all([publisher.close(), consumer.close()]);
  });

  it('fails requests fast until it starts, then connects', async () => {
    await kafka.stop();
    const bus = testBus({ brokers: [kafka.brokers], topicPrefix: 'late' }).bus;
    bus.addHandler('test.echo', ({ payload }: { payload: unknown }) => Promise.resolve(payload));
    bus.listen(() => undefined);
    await eventually(() => expect(bus.connection.state).toBe('lost'), { withinMs: 10_000 });
    await expect(bus.request('test.echo', { payload: 1, context })).rejects.toThrow(kafka.brokers);
    await expect(bus.publish([linkEvent('a', 0)])).rejects.toBeInstanceOf(BusUnavailableError);
    kafka = await startOwnKafka({ dataDir, port: kafka.port });
    await bus.ready();
    expect(await bus.request('test.echo', { payload: 'here', context })).toBe('here');
    await bus.close();
  });

  it('keeps an instance in its group and its backlog bounded while the store is lost', async () => {
    const events = Array.from({ length: 2_500 }, (_, revision) => linkEvent('a', revision));
    let isLost = true;
    let tries = 0;
    const handled = new Handled(() => {
      tries += 1;
      if (!isLost) return Promise.resolve();
      return Promise.reject(new StoreUnavailableError('away'));
    });
    const { bus, deadLetters } = testBus({
      brokers: [kafka.brokers],
      topicPrefix: 'away',
      sessionTimeoutMs: SESSION_MS,
    });
    handled.on(bus);
    await listening(bus);
    await bus.publish(events);
    await wait(3 * SESSION_MS);
    isLost = false;
    await settled(bus, 20_000);
    // If the group had dropped the instance, its events in flight would have been delivered twice.
    expect(handled.ids).toEqual(events.map(({ id }) => id));
    expect(tries).toBeGreaterThan(events.length + 3);
    expect(await deadLetters.count()).toBe(0);
    await bus.close();
  });
});
