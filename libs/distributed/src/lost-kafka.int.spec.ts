import { systemClock } from '@bookonce/adapter-node/clocks';
import { Handled, linkEvent } from '@bookonce/adapter-kafka/fixtures/link-events';
import type { KafkaBus } from '@bookonce/adapter-kafka/kafka-bus';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { createLogger } from '@bookonce/platform/logger';
import { Metrics } from '@bookonce/platform/metrics';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { eventually } from '@bookonce/testing/harness/eventually';
import { describeWithProgram } from '@bookonce/testing/servers/describe-on-server';
import { KAFKA_PROGRAM, type OwnKafka, startOwnKafka } from '@bookonce/testing/servers/own-kafka';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { noDeadLetters, openKafkaPort } from './kafka-port.js';

/** Time passes faster, so that a minute's summary comes within seconds. */
const SPEED = 15;
const fast: Scheduler = {
  now: () => systemScheduler.now() * SPEED,
  wait: (ms, signal) => systemScheduler.wait(ms / SPEED, signal),
  repeat: (ms, run) => systemScheduler.repeat(ms / SPEED, run),
  deadline: (ms, expire) => systemScheduler.deadline(ms / SPEED, expire),
};

describeWithProgram(KAFKA_PROGRAM, 'a Kafka broker that is lost after all have joined', () => {
  let dataDir: string;
  let kafka: OwnKafka;
  let bus: KafkaBus;
  const handled = [new Handled(), new Handled(), new Handled()] as const;
  const lines: string[] = [];
  /** Logged at debug level, as an outage explains it. */
  const explained: string[] = [];

  beforeAll(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'bookonce-kafka-'));
    kafka = await startOwnKafka({ dataDir });
    const logger = createLogger('silent');
    for (const level of ['error', 'warn', 'info'] as const) {
      logger[level] = (...given: unknown[]) => void lines.push(`${level}: ${String(given.at(-1))}`);
    }
    logger.debug = (...given: unknown[]) => void explained.push(String(given.at(-1)));
    bus = openKafkaPort({
      config: {
        KAFKA_BROKERS: [kafka.brokers],
        KAFKA_TLS: false,
        KAFKA_SASL: undefined,
        KAFKA_USERNAME: undefined,
        KAFKA_PASSWORD: undefined,
        KAFKA_PARTITIONS: 1,
        KAFKA_REPLICATION: 1,
        REDIS_URL: 'redis://127.0.0.1:1',
        BOOKONCE_NAMESPACE: 'lost',
      },
      service: 'spec',
      deadLetters: noDeadLetters,
      clock: systemClock,
      scheduler: fast,
      logger,
      metrics: new Metrics(),
      onTopicsCreated: () => undefined,
    });
    bus.addHandler('test.echo', ({ payload }: { payload: unknown }) => Promise.resolve(payload));
    handled[0].on(bus, { subscriber: 'one', orderBy: 'stream' });
    handled[1].on(bus, { subscriber: 'other', orderBy: 'stream' });
    handled[2].on(bus, { subscriber: 'all', orderBy: 'stream', fanout: true });
    bus.listen(() => undefined);
    await bus.ready();
  });
  afterAll(async () => {
    await bus.close();
    await kafka.kill9();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('is reported lost once, once a minute, and back once', async () => {
    const server = `Kafka at ${kafka.brokers}`;
    expect(lines.splice(0)).toEqual([`info: connected to ${server}`]);
    await kafka.kill9();
    await eventually(() => expect(lines.join('\n')).toContain('has been lost for'), { withinMs: 30_000 });
    // Every consumer has failed meanwhile, several times.
    const failures = explained.filter((line) => line.includes('cannot be read'));
    expect(new Set(failures).size).toBeGreaterThanOrEqual(5);
    expect(failures.length).toBeGreaterThan(10);

    kafka = await startOwnKafka({ dataDir, port: kafka.port });
    const context = { commandId: 'c', correlationId: 'c', causationId: 'c', workspaceId: 'wsp_1', by: 'test' };
    await eventually(async () => expect(await bus.request('test.echo', { payload: 1, context })).toBe(1), {
      withinMs: 30_000,
    });
    let revision = 0;
    await eventually(
      async () => {
        await bus.publish([linkEvent('a', revision)]);
        revision += 1;
        for (const { ids } of handled) expect(ids).not.toEqual([]);
      },
      { withinMs: 30_000, everyMs: 200 },
    );
    const summaries = lines.filter((line) => line.includes('has been lost for'));
    expect(lines).toEqual([
      expect.stringMatching(`^error: ${server} is lost \\(.*\\); trying again$`),
      ...summaries,
      `info: connected to ${server}`,
      expect.stringMatching(`^info: ${server} is back after `),
    ]);
  });
});
