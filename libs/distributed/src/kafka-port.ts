import { KafkaBus } from '@bookonce/adapter-kafka/kafka-bus';
import type { KafkaLogLine } from '@bookonce/adapter-kafka/kafka-options';
import { type KafkaLogin, securityOf } from '@bookonce/adapter-kafka/kafka-security';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import type { Scheduler } from '@bookonce/kernel/ports/scheduler';
import { ServerWatch } from '@bookonce/kernel/server-watch';
import { logFailure } from '@bookonce/platform/log-failure';
import type { Metrics } from '@bookonce/platform/metrics';
import { systemScheduler } from '@bookonce/platform/system-scheduler';
import type { Logger } from 'pino';
import { outageLog } from './outage-log.js';
import type { BusConfig } from './service-config.js';

export interface KafkaPortOptions {
  readonly config: BusConfig;
  readonly service: string;
  readonly deadLetters: DeadLetters;
  readonly clock: Pick<Clock, 'now'>;
  /** Default: real time. */
  readonly scheduler?: Scheduler;
  readonly logger: Logger;
  readonly metrics: Metrics;
  readonly onTopicsCreated: (categories: readonly string[]) => void;
}

/** Creates the bus of a service. It connects once the application listens, retrying until the brokers are available. */
export const openKafkaPort = (options: KafkaPortOptions): KafkaBus => {
  const { config, service, logger, metrics, scheduler = systemScheduler, ...given } = options;
  const server = `Kafka at ${config.KAFKA_BROKERS.join(', ')}`;
  const watch = new ServerWatch({ server, scheduler, ...outageLog(logger) });
  return new KafkaBus({
    ...given,
    scheduler,
    brokers: config.KAFKA_BROKERS,
    ...securityOf(config.KAFKA_TLS, loginOf(config)),
    clientId: `${config.BOOKONCE_NAMESPACE}-${service}`,
    topicPrefix: config.BOOKONCE_NAMESPACE,
    partitions: config.KAFKA_PARTITIONS,
    replicationFactor: config.KAFKA_REPLICATION,
    log: (line) => toLog(logger, line),
    onConnectionLost: (error) => void watch.failed(error),
    onConnected: () => {
      logger.info(`connected to ${server}`);
      watch.answered();
    },
    onRetry: (error, event, tries) => {
      metrics.retried(event.type);
      const { type, stream } = event;
      logFailure(logger, 'warn', { err: error, type, stream, tries }, 'an event could not be handled yet');
    },
    onDeadLetter: (letter, error) => {
      metrics.deadLettered(letter.subscriber);
      logger.error({ err: error, letter }, 'an event was given up and kept as a dead letter');
    },
    onFanoutError: (error, event) => logger.warn({ err: error, type: event.type }, 'a listener failed'),
  });
};

const loginOf = (config: BusConfig): KafkaLogin | null => {
  const { KAFKA_SASL: mechanism, KAFKA_USERNAME: username, KAFKA_PASSWORD: password } = config;
  if (mechanism === undefined || username === undefined || password === undefined) return null;
  return { mechanism, username, password };
};

/** Lowers the level of the client's own lines, which start with a bracket: it logs each lost connection several times. */
const toLog = (logger: Logger, { level, message, broker, details }: KafkaLogLine): void => {
  const isOwn = !message.startsWith('[');
  const isKept = isOwn && (level === 'warn' || level === 'debug');
  const loggedAs = isKept ? level : level === 'error' || level === 'warn' ? 'debug' : 'trace';
  logger[loggedAs]({ broker, ...details }, message);
};

/** For processes that consume events without retrying them, so that none becomes a dead letter. */
export const noDeadLetters: DeadLetters = {
  add: () => Promise.reject(new Error('This process does not retry events, so it has no dead letters.')),
  list: async () => [],
  find: async () => null,
  count: async () => 0,
  remove: async () => undefined,
};
