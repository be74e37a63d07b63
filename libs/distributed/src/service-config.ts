import {
  allowPrivateNetwork,
  baseUrl,
  calendarHorizonDays,
  calendarPollMinutes,
  ConfigError,
  type Environment,
  flag,
  host,
  logLevel,
  mailLanguage,
  mailSender,
  metricsToken,
  port,
  privateHosts,
  readVariables,
  smtpUrl,
  tokenLength,
  trustedProxies,
  viewRetentionHours,
  type Variable,
} from '@bookonce/platform/variables';
import { parseSecretKey } from '@bookonce/secrets/secret-key';
import { z } from 'zod';
import { SASL_MECHANISMS, type SaslMechanism } from '@bookonce/adapter-kafka/kafka-security';
import { CONNECTIONS } from '@bookonce/adapter-postgres/connection';
import { readRedisUrl } from '@bookonce/adapter-redis/connection/redis-url';
import { readHistoryUrl } from './history.js';

const eventStoreUrl: Variable<string> = {
  schema: z.string().refine((text) => readHistoryUrl(text) !== null),
  takes: 'the event store, such as postgres://user@localhost:5432/bookonce or esdb://localhost:2113?tls=false',
  shows: 'urls',
};

const postgresConnections: Variable<number> = {
  schema: z.coerce.number().int().min(2).max(100).default(CONNECTIONS),
  takes: 'a whole number from 2 to 100: how many connections to PostgreSQL this process opens at most',
};

const redisUrl: Variable<string> = {
  schema: z.string().refine((text) => readRedisUrl(text) !== null),
  takes:
    'the read models’ server, such as redis://localhost:6379, or its sentinels, such as redis+sentinel://a:26379,b:26379/mymaster',
  shows: 'urls',
};

const brokers: Variable<readonly string[]> = {
  schema: z
    .string()
    .transform((list) => list.split(',').map((broker) => broker.trim()))
    .pipe(z.array(z.string().regex(/^[^\s:]+:\d{1,5}$/)).min(1)),
  takes: 'brokers, each with its port, such as localhost:9092,other:9092',
};

const kafkaTls = flag('whether the connections to the brokers use TLS');

const kafkaSasl: Variable<SaslMechanism | undefined> = {
  schema: z.enum(SASL_MECHANISMS).optional(),
  takes: `one of ${SASL_MECHANISMS.join(', ')}: how services sign in to the brokers`,
};

const optionalText: Variable<string | undefined> = { schema: z.string().optional(), takes: 'a text', shows: 'never' };

const secretKey: Variable<Uint8Array> = {
  schema: z.string().transform((encoded, context) => {
    const key = parseSecretKey(encoded);
    if (key !== null) return key;
    context.addIssue('must be 32 bytes in base64');
    return z.NEVER;
  }),
  takes:
    'the installation’s secret, 32 bytes in base64 as `openssl rand -base64 32` makes them, the same for all services',
  shows: 'never',
};

const partitions: Variable<number> = {
  schema: z.coerce.number().int().min(1).max(1_000).default(6),
  takes: 'a whole number from 1 to 1000: how many partitions new topics get',
};

const replication: Variable<number> = {
  schema: z.coerce.number().int().min(1).max(9).default(1),
  takes: 'a whole number from 1 to 9: on how many brokers topics are kept',
};

const namespaceSchema = z.string().regex(/^[a-z][a-z0-9_]{0,30}$/);

/** Returns whether an installation can have this namespace. */
export const isNamespace = (text: string): boolean => namespaceSchema.safeParse(text).success;

const namespace: Variable<string> = {
  schema: namespaceSchema.default('bookonce'),
  takes: 'the prefix of topics, keys and schemas: at most 31 lower-case letters, digits and _',
};

const everyService = {
  PORT: port(3000),
  HOST: host,
  LOG_LEVEL: logLevel,
  METRICS_TOKEN: metricsToken,
  KAFKA_BROKERS: brokers,
  KAFKA_TLS: kafkaTls,
  KAFKA_SASL: kafkaSasl,
  KAFKA_USERNAME: optionalText,
  KAFKA_PASSWORD: optionalText,
  KAFKA_PARTITIONS: partitions,
  KAFKA_REPLICATION: replication,
  REDIS_URL: redisUrl,
  BOOKONCE_NAMESPACE: namespace,
  VIEW_RETENTION_HOURS: viewRetentionHours,
  BOOKONCE_SECRET_KEY: secretKey,
} as const;

const serviceWithStreams = {
  ...everyService,
  EVENT_STORE_URL: eventStoreUrl,
  POSTGRES_CONNECTIONS: postgresConnections,
} as const;

/** Reads the configuration of a service with streams. Throws a ConfigError that names every invalid variable. */
export const readServiceConfig = (environment: Environment) =>
  withBroker(readVariables(environment, serviceWithStreams));

/** Throws a ConfigError if a login to the brokers is incomplete: without it, a service would wait for them for ever. */
const withBroker = <
  Config extends {
    readonly KAFKA_SASL: SaslMechanism | undefined;
    readonly KAFKA_USERNAME: string | undefined;
    readonly KAFKA_PASSWORD: string | undefined;
  },
>(
  config: Config,
): Config => {
  const login = [config.KAFKA_SASL, config.KAFKA_USERNAME, config.KAFKA_PASSWORD];
  if (login.every((part) => part === undefined) || login.every((part) => part !== undefined)) return config;
  throw new ConfigError('KAFKA_SASL, KAFKA_USERNAME and KAFKA_PASSWORD must be set together');
};

/** Reads the configuration of the link service, which makes links' tokens. */
export const readLinkConfig = (environment: Environment) =>
  withBroker(readVariables(environment, { ...serviceWithStreams, TOKEN_LENGTH: tokenLength }));

/** Reads the configuration of the booking service, which names the sender of mails in calendar files for hosts. */
export const readBookingConfig = (environment: Environment) =>
  withBroker(readVariables(environment, { ...serviceWithStreams, MAIL_FROM: mailSender }));

/** Reads the configuration of the gateway, which owns no data. */
export const readGatewayConfig = (environment: Environment) =>
  withBroker(
    readVariables(environment, {
      ...everyService,
      BASE_URL: baseUrl,
      TRUST_PROXY: trustedProxies,
      MAIL_LANGUAGE: mailLanguage,
    }),
  );

/** Reads the configuration of the notification service. */
export const readNotificationConfig = (environment: Environment) =>
  withBroker(
    readVariables(environment, {
      ...serviceWithStreams,
      BASE_URL: baseUrl,
      SMTP_URL: smtpUrl,
      MAIL_FROM: mailSender,
      MAIL_LANGUAGE: mailLanguage,
    }),
  );

const postgresUrl: Variable<string | undefined> = {
  schema: z
    .string()
    .refine((text) => readHistoryUrl(text)?.kind === 'PostgreSQL')
    .optional(),
  takes:
    'the PostgreSQL database for the access data of calendars, such as postgres://user@localhost:5432/bookonce; ' +
    'by default EVENT_STORE_URL, which then must be one',
};

/** Reads the configuration of the calendar service. */
export const readCalendarConfig = (environment: Environment) => {
  const config = withBroker(
    readVariables(environment, {
      ...serviceWithStreams,
      CALENDAR_STORE_URL: postgresUrl,
      BASE_URL: baseUrl,
      MAIL_LANGUAGE: mailLanguage,
      CALENDAR_POLL_MINUTES: calendarPollMinutes,
      CALENDAR_HORIZON_DAYS: calendarHorizonDays,
      ALLOW_PRIVATE_NETWORK: allowPrivateNetwork,
      PRIVATE_HOSTS: privateHosts,
    }),
  );
  const isHistory = readHistoryUrl(config.EVENT_STORE_URL)?.kind === 'PostgreSQL';
  if (config.CALENDAR_STORE_URL === undefined && !isHistory) {
    throw new ConfigError(
      'CALENDAR_STORE_URL must be set: the access data of calendars needs PostgreSQL, and EVENT_STORE_URL names another server',
    );
  }
  return config;
};

export type BusConfig = Pick<
  ReturnType<typeof readServiceConfig>,
  | 'KAFKA_BROKERS'
  | 'KAFKA_TLS'
  | 'KAFKA_SASL'
  | 'KAFKA_USERNAME'
  | 'KAFKA_PASSWORD'
  | 'KAFKA_PARTITIONS'
  | 'KAFKA_REPLICATION'
  | 'REDIS_URL'
  | 'BOOKONCE_NAMESPACE'
>;
