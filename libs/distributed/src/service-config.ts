import {
  baseUrl,
  type Environment,
  host,
  logLevel,
  mailLanguage,
  mailSender,
  metricsToken,
  port,
  readVariables,
  smtpUrl,
  tokenLength,
  trustedProxies,
  viewRetentionHours,
  type Variable,
} from '@bookonce/platform/variables';
import { parseSecretKey } from '@bookonce/secrets/secret-key';
import { z } from 'zod';
import { readHistoryUrl } from './history.js';

const url = (protocols: RegExp, takes: string): Variable<string> => ({
  schema: z.url({ protocol: protocols }),
  takes,
});

const eventStoreUrl: Variable<string> = {
  schema: z.string().refine((text) => readHistoryUrl(text) !== null),
  takes: 'the event store, such as postgres://user@localhost:5432/bookonce or esdb://localhost:2113?tls=false',
};

const redisUrl = url(/^rediss?$/, 'the read models’ server, such as redis://localhost:6379');

const brokers: Variable<readonly string[]> = {
  schema: z
    .string()
    .transform((list) => list.split(',').map((broker) => broker.trim()))
    .pipe(z.array(z.string().regex(/^[^\s:]+:\d{1,5}$/)).min(1)),
  takes: 'brokers such as localhost:9092,other:9092',
};

const secretKey: Variable<Uint8Array> = {
  schema: z.string().transform((encoded, context) => {
    const key = parseSecretKey(encoded);
    if (key !== null) return key;
    context.addIssue('must be 32 bytes in base64');
    return z.NEVER;
  }),
  takes:
    'the installation’s secret, 32 bytes in base64 as `openssl rand -base64 32` makes them, the same for all services',
};

const partitions: Variable<number> = {
  schema: z.coerce.number().int().min(1).max(1_000).default(6),
  takes: 'how many partitions new topics get, from 1 to 1000',
};

const replication: Variable<number> = {
  schema: z.coerce.number().int().min(1).max(9).default(1),
  takes: 'on how many brokers topics are kept, from 1 to 9',
};

const namespace: Variable<string> = {
  schema: z
    .string()
    .regex(/^[a-z][a-z0-9_]{0,30}$/)
    .default('bookonce'),
  takes: 'the prefix of topics, keys and schemas: at most 31 lower-case letters, digits and _',
};

const everyService = {
  PORT: port(3000),
  HOST: host,
  LOG_LEVEL: logLevel,
  METRICS_TOKEN: metricsToken,
  KAFKA_BROKERS: brokers,
  KAFKA_PARTITIONS: partitions,
  KAFKA_REPLICATION: replication,
  REDIS_URL: redisUrl,
  BOOKONCE_NAMESPACE: namespace,
  VIEW_RETENTION_HOURS: viewRetentionHours,
  BOOKONCE_SECRET_KEY: secretKey,
} as const;

/** Reads the configuration of a service with streams. Throws a ConfigError that names every invalid variable. */
export const readServiceConfig = (environment: Environment) =>
  readVariables(environment, { ...everyService, EVENT_STORE_URL: eventStoreUrl });

/** Reads the configuration of the link service, which makes links' tokens. */
export const readLinkConfig = (environment: Environment) =>
  readVariables(environment, { ...everyService, EVENT_STORE_URL: eventStoreUrl, TOKEN_LENGTH: tokenLength });

/** Reads the configuration of the gateway, which owns no data. */
export const readGatewayConfig = (environment: Environment) =>
  readVariables(environment, { ...everyService, BASE_URL: baseUrl, TRUST_PROXY: trustedProxies });

/** Reads the configuration of the notification service. */
export const readNotificationConfig = (environment: Environment) =>
  readVariables(environment, {
    ...everyService,
    EVENT_STORE_URL: eventStoreUrl,
    BASE_URL: baseUrl,
    SMTP_URL: smtpUrl,
    MAIL_FROM: mailSender,
    MAIL_LANGUAGE: mailLanguage,
  });

export type BusConfig = Pick<
  ReturnType<typeof readServiceConfig>,
  'KAFKA_BROKERS' | 'KAFKA_PARTITIONS' | 'KAFKA_REPLICATION' | 'REDIS_URL' | 'BOOKONCE_NAMESPACE'
>;
