import { systemClock } from '@bookonce/adapter-node/clocks';
import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import { createDemoWorkspace } from '@bookonce/demo-workspace/demo-workspace';
import { noDeadLetters, openKafkaPort } from '@bookonce/distributed/kafka-port';
import { outageLog } from '@bookonce/distributed/outage-log';
import { openRedisPorts } from '@bookonce/distributed/redis-ports';
import { readGatewayConfig } from '@bookonce/distributed/service-config';
import { ALL_READ_VIEWS } from '@bookonce/gateway/read-views';
import { createLogger } from '@bookonce/platform/logger';
import { Metrics } from '@bookonce/platform/metrics';
import { TokenVault } from '@bookonce/secrets/token-vault';

const PATIENCE_MS = 10_000;

/**
 * Makes a demo workspace in a running installation, set by the same variables as its gateway, and prints how to use
 * it. Each time another one.
 */
export const init = async (environment: NodeJS.ProcessEnv, print: (text: string) => void): Promise<void> => {
  const config = readGatewayConfig(environment);
  const logger = createLogger(environment['LOG_LEVEL'] ?? 'error', 'ops', 2);
  const redis = openRedisPorts(config.REDIS_URL, config.BOOKONCE_NAMESPACE, outageLog(logger));
  const bus = openKafkaPort({
    config,
    service: 'ops',
    deadLetters: noDeadLetters,
    clock: systemClock,
    logger,
    metrics: new Metrics(),
    onTopicsCreated: () => undefined,
  });
  try {
    bus.listen(() => undefined);
    await bus.ready();
    const { readModels } = redis;
    const made = await createDemoWorkspace({
      bus,
      ids: cryptoIds,
      commandIdOf: () => cryptoIds.uuid(),
      keep: () => undefined,
      vault: new TokenVault(config.BOOKONCE_SECRET_KEY),
      baseUrl: config.BASE_URL,
      readModels,
      shown: async (position) => {
        if (await readModels.waitFor(ALL_READ_VIEWS, position, PATIENCE_MS)) return;
        throw new Error(
          'The workspace was created, but the views do not show it yet. Check /health/ready of the services.',
        );
      },
    });
    print(`${JSON.stringify(made, null, 2)}\n`);
  } finally {
    await bus.close();
    await redis.close();
  }
};
