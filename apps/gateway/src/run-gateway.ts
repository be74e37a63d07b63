import 'reflect-metadata';
import { systemClock } from '@bookonce/adapter-node/clocks';
import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import { confirmSecretKey } from '@bookonce/distributed/confirm-secret-key';
import { noDeadLetters, openKafkaPort } from '@bookonce/distributed/kafka-port';
import { outageLog } from '@bookonce/distributed/outage-log';
import { openRedisPorts } from '@bookonce/distributed/redis-ports';
import type { readGatewayConfig } from '@bookonce/distributed/service-config';
import { createHttpApp } from '@bookonce/gateway/create-http-app';
import { GatewayAppModule } from '@bookonce/gateway/gateway.module';
import { viewsBehind, Views } from '@bookonce/gateway/http/views';
import { Stopping } from '@bookonce/hosting/stopping';
import { createLogger, nestLogger } from '@bookonce/platform/logger';
import { Metrics } from '@bookonce/platform/metrics';
import { checkParts } from '@bookonce/platform/readiness';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { TokenVault } from '@bookonce/secrets/token-vault';

type GatewayConfig = ReturnType<typeof readGatewayConfig>;

/** Runs the gateway of the distributed profile until a signal stops it. It answers 503 while its servers are down. */
export const runGateway = (config: GatewayConfig): Promise<void> => {
  const logger = createLogger(config.LOG_LEVEL, 'gateway');
  const stopping = new Stopping(logger);
  return stopping.during(() => start(config, logger, stopping));
};

const start = async (
  config: GatewayConfig,
  logger: ReturnType<typeof createLogger>,
  stopping: Stopping,
): Promise<void> => {
  const metrics = new Metrics();
  const redis = openRedisPorts(config.REDIS_URL, config.BOOKONCE_NAMESPACE, outageLog(logger));
  stopping.then('Redis', () => redis.close());
  const bus = openKafkaPort({
    config,
    service: 'gateway',
    deadLetters: noDeadLetters,
    clock: systemClock,
    logger,
    metrics,
    onTopicsCreated: () => undefined,
  });
  const ports = {
    readModels: redis.readModels,
    storedReplies: redis.storedReplies,
    rateLimits: redis.rateLimits,
    lastUses: redis.lastUses,
    acknowledgedPositions: redis.acknowledgedPositions,
    bus,
    clock: systemClock,
    scheduler: systemScheduler,
    ids: cryptoIds,
  };
  let isKeyConfirmed = false;
  const views = new Views(redis.readModels, redis.acknowledgedPositions);
  const app = await createHttpApp(
    GatewayAppModule.forRoot(ports, {
      baseUrl: config.BASE_URL,
      trustedProxies: config.TRUST_PROXY,
      language: config.MAIL_LANGUAGE,
      vault: new TokenVault(config.BOOKONCE_SECRET_KEY),
      metrics,
      metricsText: () => metrics.text(),
      metricsToken: config.METRICS_TOKEN ?? null,
      health: {
        check: () =>
          checkParts(systemScheduler, {
            Kafka: () => bus.connection.state === 'connected',
            // A rolling upgrade waits for the views that this release reads.
            Redis: async () => redis.isReady() && (await viewsBehind(views)),
            'check of the secret key': () => isKeyConfirmed,
          }),
      },
    }),
    { logger: nestLogger(logger) },
  );
  app.connectMicroservice({ strategy: bus }, { inheritAppConfig: true });
  await app.startAllMicroservices();
  await app.listen(config.PORT, config.HOST);
  stopping.then('application', async () => {
    // The HTTP server stops first; requests in flight still get their outcome.
    await app.getHttpAdapter().close();
    await app.close();
  });
  logger.info({ port: config.PORT }, 'answering');

  await bus.ready();
  const { signal } = stopping;
  await confirmSecretKey({ bus, ids: cryptoIds, secretKey: config.BOOKONCE_SECRET_KEY, logger, signal });
  isKeyConfirmed = true;
  logger.info('ready');
};
