import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import { systemClock } from '@bookonce/adapter-node/system-clock';
import { openKafkaPort } from '@bookonce/distributed/kafka-port';
import { noDeadLetters } from '@bookonce/distributed/no-dead-letters';
import { openRedisPorts } from '@bookonce/distributed/redis-ports';
import { readGatewayConfig } from '@bookonce/distributed/service-config';
import { secretHashOf, TokenVault } from '@bookonce/secrets/token-vault';
import { createLogger } from '@bookonce/platform/logger';
import { Metrics } from '@bookonce/platform/metrics';
import { createDemoWorkspace } from '@bookonce/demo-workspace/demo-workspace';

const VIEWS = ['link', 'availability', 'booking', 'workspace', 'access'];
const PATIENCE_MS = 10_000;

/**
 * Makes a demo workspace in a running installation, set by the same variables as its gateway, and prints how to use
 * it. Each time another one.
 */
export const init = async (environment: NodeJS.ProcessEnv, print: (text: string) => void): Promise<void> => {
  const config = readGatewayConfig(environment);
  const logger = createLogger(environment['LOG_LEVEL'] ?? 'error', 'ops', 2);
  const redis = openRedisPorts(config.REDIS_URL, config.BOOKONCE_NAMESPACE, (trouble) => logger.error(trouble));
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
    const apiKey = `bok_${cryptoIds.token(40)}`;
    const { linkToken, signInToken, position } = await createDemoWorkspace({
      bus,
      ids: cryptoIds,
      vault: new TokenVault(config.BOOKONCE_SECRET_KEY),
      tokenLength: config.TOKEN_LENGTH,
      now: systemClock.now(),
      apiKeyHash: secretHashOf(apiKey),
    });
    if (position !== null && !(await redis.readModels.waitFor(VIEWS, position, PATIENCE_MS))) {
      throw new Error('the workspace is made, but the views do not show it yet: look at the services');
    }
    const baseUrl = config.BASE_URL;
    const made = {
      baseUrl,
      apiKey,
      demoLinkUrl: `${baseUrl}/1t/${linkToken}`,
      consoleUrl: `${baseUrl}/console/sign-in/${signInToken}`,
    };
    print(`${JSON.stringify(made, null, 2)}\n`);
  } finally {
    await bus.close();
    await redis.close();
  }
};
