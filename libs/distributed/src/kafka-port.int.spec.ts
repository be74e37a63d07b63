import { systemClock } from '@bookonce/adapter-node/clocks';
import { createLogger } from '@bookonce/platform/logger';
import { Metrics } from '@bookonce/platform/metrics';
import { eventually } from '@bookonce/testing/harness/eventually';
import { freePort } from '@bookonce/testing/harness/free-port';
import { expect, it } from '@jest/globals';
import { noDeadLetters, openKafkaPort } from './kafka-port.js';

it('reports lost brokers once while many parts of the bus retry', async () => {
  const lines: string[] = [];
  const logger = createLogger('silent');
  for (const level of ['error', 'warn'] as const) {
    logger[level] = (...given: unknown[]) => void lines.push(String(given.at(-1)));
  }
  let attempts = 0;
  logger.debug = () => void (attempts += 1);
  const bus = openKafkaPort({
    config: {
      KAFKA_BROKERS: [`127.0.0.1:${await freePort()}`],
      KAFKA_TLS: false,
      KAFKA_SASL: undefined,
      KAFKA_USERNAME: undefined,
      KAFKA_PASSWORD: undefined,
      KAFKA_PARTITIONS: 1,
      KAFKA_REPLICATION: 1,
      REDIS_URL: 'redis://127.0.0.1:1',
      BOOKONCE_NAMESPACE: 'away',
    },
    service: 'spec',
    deadLetters: noDeadLetters,
    clock: systemClock,
    logger,
    metrics: new Metrics(),
    onTopicsCreated: () => undefined,
  });
  bus.addHandler('test.echo', ({ payload }: { payload: unknown }) => Promise.resolve(payload));
  bus.listen(() => undefined);
  await eventually(() => expect(attempts).toBeGreaterThan(20), { withinMs: 20_000 });
  await bus.close();
  expect(lines).toEqual([expect.stringMatching(/^Kafka at 127\.0\.0\.1:\d+ is lost \(.*\); trying again$/)]);
});
