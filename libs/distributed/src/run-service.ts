import 'reflect-metadata';
import { systemClock } from '@bookonce/adapter-node/clocks';
import { cryptoIds } from '@bookonce/adapter-node/crypto-ids';
import { upcast, upcastKnown } from '@bookonce/contracts/upcast';
import type { ProcessOptions } from '@bookonce/hosting/start-process';
import { measureFollowerLags } from '@bookonce/hosting/follower-lag-metric';
import { HistoryFollowers } from '@bookonce/hosting/history-followers';
import { Stopping } from '@bookonce/hosting/stopping';
import { ViewUpkeep } from '@bookonce/hosting/view-upkeep';
import { rememberBeginnings } from '@bookonce/kernel/remember-beginnings';
import { reportUnreadable } from '@bookonce/kernel/report-unreadable';
import { upcastingStore } from '@bookonce/kernel/upcasting-store';
import { logFailure } from '@bookonce/platform/log-failure';
import { createLogger, nestLogger } from '@bookonce/platform/logger';
import { Metrics } from '@bookonce/platform/metrics';
import { type Ports, PortsModule } from '@bookonce/platform/ports.module';
import { awayOf, checkParts } from '@bookonce/platform/readiness';
import type { ServiceParts } from '@bookonce/platform/service-parts';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import { unreadableReporter } from '@bookonce/platform/unreadable-reporter';
import { type DynamicModule, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { Logger } from 'pino';
import { startHealthServer } from './health-server.js';
import { type History, historyServerOf, openHistory } from './history.js';
import { openKafkaPort } from './kafka-port.js';
import { LeasedFollowers } from './leased-followers.js';
import { LeasedViews } from './leased-views.js';
import { outageLog } from './outage-log.js';
import { openRedisPorts } from './redis-ports.js';
import type { readServiceConfig } from './service-config.js';
import { expectSecretKey } from './expect-secret-key.js';
import { waitForServer } from './wait-for-server.js';
import { watchHistory } from './watched-history.js';

/** A service in its own process. */
@Module({})
export class ServiceModule {
  static forRoot({ modules }: ServiceParts, ports: Partial<Ports>): DynamicModule {
    return { module: ServiceModule, imports: [PortsModule.forRoot(ports), ...modules] };
  }
}

export interface RunServiceOptions {
  readonly parts: ServiceParts;
  readonly config: ReturnType<typeof readServiceConfig>;
  readonly options: ProcessOptions;
  /** Opens ports that only this service needs. */
  readonly morePorts?: (history: History, opening: Opening) => Partial<Ports> | Promise<Partial<Ports>>;
}

/** Lets a port wait for a server that is down when the process starts. */
export interface Opening {
  readonly stopping: Pick<Stopping, 'signal' | 'then'>;
  readonly logger: Logger;
}

/** Runs one service of the distributed profile until it is stopped. Waits for servers that are down. */
export const runService = (options: RunServiceOptions): Promise<void> => {
  const logger = createLogger(options.config.LOG_LEVEL, `${options.parts.name}-service`);
  const stopping = new Stopping(logger);
  return stopping.during(() => start(options, logger, stopping));
};

const start = async (
  { parts, config, options, morePorts }: RunServiceOptions,
  logger: Logger,
  stopping: Stopping,
): Promise<void> => {
  const metrics = new Metrics();
  let away: () => readonly string[] | Promise<readonly string[]> = () => [historyServerOf(config.EVENT_STORE_URL)];
  const health = await startHealthServer({
    host: config.HOST,
    port: config.PORT,
    away: () => away(),
    metricsToken: config.METRICS_TOKEN ?? null,
    metricsText: () => metrics.text(),
  });
  stopping.then('health', () => health.close());
  logger.info({ port: health.port }, 'health is answered; connecting');

  const redis = openRedisPorts(config.REDIS_URL, config.BOOKONCE_NAMESPACE, outageLog(logger));
  stopping.then('Redis', () => redis.close());
  const historyServer = historyServerOf(config.EVENT_STORE_URL);
  const opened = await waitForServer({
    server: historyServer,
    attempt: () =>
      openHistory(config.EVENT_STORE_URL, config.BOOKONCE_NAMESPACE, {
        warn: (message) => logger.warn(message),
        connections: config.POSTGRES_CONNECTIONS,
        snapshotDropped: () => metrics.snapshotDropped(),
      }),
    onFailure: (message) => logger.error(message),
    signal: stopping.signal,
  });
  const history = watchHistory(opened, {
    server: historyServer,
    log: outageLog(logger),
    onRefused: ({ message }) => stopping.giveUp(message),
  });
  stopping.then('history', () => history.close());
  await expectSecretKey({
    properties: history.properties,
    secretKey: config.BOOKONCE_SECRET_KEY,
    acceptNewKey: options.acceptNewKey,
    server: historyServer,
    logger,
    signal: stopping.signal,
  });
  if (history.oldestTransactionSeconds !== undefined) {
    metrics.gauge(
      'bookonce_history_oldest_transaction_seconds',
      'Age of the oldest open transaction in the database; new events wait for its end',
      history.oldestTransactionSeconds,
    );
  }

  let followers: LeasedFollowers | null = null;
  const bus = openKafkaPort({
    config,
    service: parts.name,
    deadLetters: history.deadLetters,
    clock: systemClock,
    logger,
    metrics,
    onTopicsCreated: (categories) => {
      if (categories.some((category) => parts.categories.includes(category))) followers?.restart();
    },
  });
  const ports = {
    eventStore: reportUnreadable(
      upcastingStore(rememberBeginnings(history.eventStore), { upcast, upcastKnown }),
      unreadableReporter(logger, metrics),
    ),
    historyProperties: history.properties,
    checkpoints: history.checkpoints,
    snapshots: history.snapshots,
    deadLetters: history.deadLetters,
    readModels: redis.readModels,
    acknowledgedPositions: redis.acknowledgedPositions,
    bus,
    clock: systemClock,
    scheduler: systemScheduler,
    ids: cryptoIds,
    ...(await morePorts?.(history, { stopping, logger })),
  };
  const app = await NestFactory.createMicroservice(ServiceModule.forRoot(parts, ports), {
    strategy: bus,
    logger: nestLogger(logger),
    abortOnError: false,
  });
  await app.listen();
  stopping.then('bus', () => app.close());
  parts.measure?.(app, metrics);

  const publishers =
    parts.categories.length === 0 ? [] : [{ name: `publisher-${parts.name}`, categories: parts.categories }];
  followers = new LeasedFollowers({
    service: parts.name,
    leases: redis.leases,
    views: parts.projectors.map(({ view }) => view),
    readModels: redis.readModels,
    scheduler: systemScheduler,
    make: () =>
      new HistoryFollowers({
        ports,
        projectors: [],
        timers: parts.timers(app, ports),
        timersCheckedEveryMs: TIMERS_CHECKED_EVERY_MS,
        publishers,
        publishingPaceMs: PUBLISHING_PACE_MS,
        logger,
      }),
    prepare: (signal) =>
      waitForServer({
        server: `Kafka at ${config.KAFKA_BROKERS.join(', ')}`,
        attempt: async () => {
          // All of history is published to topics that never held an event: new ones and deleted ones (I16).
          const fresh = await bus.newCategories();
          if (!parts.categories.some((category) => fresh.includes(category))) return;
          for (const { name } of publishers) await history.checkpoints.forget(name);
        },
        onFailure: (message) => logger.error(message),
        signal,
      }),
    onFailure: (error) => logFailure(logger, 'error', { err: error }, 'following history could not begin'),
  });
  const following = followers;
  following.start();
  stopping.then('followers', () => following.stop());
  const views = new LeasedViews({
    projectors: parts.projectors,
    leases: redis.leases,
    ports,
    now: () => systemClock.now(),
    onCommitted: (writes) => following.poke(writes),
    logger,
  });
  views.start();
  stopping.then('views', () => views.stop());
  const upkeep = new ViewUpkeep({
    readModels: redis.readModels,
    scheduler: systemScheduler,
    now: () => systemClock.now(),
    current: parts.projectors,
    followed: () => views.followed(),
    retentionMs: config.VIEW_RETENTION_HOURS * 60 * 60_000,
    logger,
  });
  upkeep.start();
  stopping.then('upkeep of views', () => upkeep.stop());

  measureFollowerLags(metrics, {
    store: history.eventStore,
    clock: systemClock,
    scheduler: systemScheduler,
    views: () => views.progress(),
    publishers: () => following.publisherProgress(),
    subscribers: () => bus.oldestInFlight(),
  });

  away = async () => [
    ...awayOf(await checkParts(systemScheduler, { [historyServer]: () => history.isAnswering() })),
    ...(redis.isReady() ? upkeep.unfilled.map(({ key }) => `view ${key}`) : ['Redis']),
    ...views.interrupted(),
    ...(bus.connection.state === 'connected' ? [] : ['Kafka']),
    ...following.interrupted(),
  ];
  await bus.ready();
  for (const runner of parts.runners?.(app) ?? []) {
    runner.start();
    stopping.then('runner', () => runner.stop());
  }
  logger.info('ready');
};

/** A request to a broker costs more than an event in it, and no client waits for a published event. */
const PUBLISHING_PACE_MS = 25;

/** The instance that fires timers need not be the one that keeps the view they are in. */
const TIMERS_CHECKED_EVERY_MS = 1_000;
