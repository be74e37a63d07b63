import type { Language } from '@bookonce/contracts/values/language';
import {
  allowPrivateNetwork,
  calendarHorizonDays,
  calendarPollMinutes,
  ConfigError,
  host,
  logLevel,
  mailLanguage,
  mailSender,
  metricsToken,
  optionalBaseUrl,
  optionalInstant,
  optionalSmtpUrl,
  port,
  privateHosts,
  readVariables,
  text,
  tokenLength,
  trustedProxies,
  viewRetentionHours,
  type Environment,
  type MailSender,
} from './variables.js';

/** Configuration of the embedded default. */
export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Without a trailing slash. Null: derived from the port. */
  readonly baseUrl: string | null;
  readonly tokenLength: number;
  readonly logLevel: string;
  /** How long a view is kept that no running release follows. */
  readonly viewRetentionMs: number;
  /** May hold a password. Null: mails are kept as files. */
  readonly smtpUrl: string | null;
  readonly mailFrom: MailSender;
  /** The language of mails to hosts, and to everybody whose own language is not known. */
  readonly mailLanguage: Language;
  /** The bearer token that reads metrics. Null: only API keys do. */
  readonly metricsToken: string | null;
  /** Addresses and networks whose `X-Forwarded-For` is believed. */
  readonly trustedProxies: readonly string[];
  /** Where requests to addresses may go that customers give, such as those of calendars. */
  readonly network: {
    /** Anywhere, and by plain HTTP. */
    readonly allowPrivateNetwork: boolean;
    /** Exceptions in a private network: host names, addresses and networks. */
    readonly privateHosts: readonly string[];
  };
  /** Time between two reads of a connected calendar. */
  readonly calendarPollMinutes: number;
  /** How far ahead events in connected calendars count. */
  readonly calendarHorizonDays: number;
  /** Time of the test clock in epoch milliseconds; null for real time. */
  readonly testClock: number | null;
}

/** Reads the configuration. Throws a {@link ConfigError} that names every invalid variable and its valid values. */
export const readConfig = (environment: Environment): Config => {
  const set = readVariables(environment, {
    PORT: port(3000),
    HOST: host,
    DATA_DIR: text('./data', 'a folder'),
    BASE_URL: optionalBaseUrl,
    TOKEN_LENGTH: tokenLength,
    LOG_LEVEL: logLevel,
    VIEW_RETENTION_HOURS: viewRetentionHours,
    SMTP_URL: optionalSmtpUrl,
    MAIL_FROM: mailSender,
    MAIL_LANGUAGE: mailLanguage,
    TRUST_PROXY: trustedProxies,
    METRICS_TOKEN: metricsToken,
    ALLOW_PRIVATE_NETWORK: allowPrivateNetwork,
    PRIVATE_HOSTS: privateHosts,
    CALENDAR_POLL_MINUTES: calendarPollMinutes,
    CALENDAR_HORIZON_DAYS: calendarHorizonDays,
    BOOKONCE_TEST_CLOCK: optionalInstant,
  });
  if (set.BOOKONCE_TEST_CLOCK !== undefined && environment['NODE_ENV'] === 'production') {
    throw new ConfigError('BOOKONCE_TEST_CLOCK must not be set if NODE_ENV is production');
  }
  return {
    port: set.PORT,
    host: set.HOST,
    dataDir: set.DATA_DIR,
    baseUrl: set.BASE_URL ?? null,
    tokenLength: set.TOKEN_LENGTH,
    logLevel: set.LOG_LEVEL,
    viewRetentionMs: set.VIEW_RETENTION_HOURS * 60 * 60_000,
    smtpUrl: set.SMTP_URL ?? null,
    mailFrom: set.MAIL_FROM,
    mailLanguage: set.MAIL_LANGUAGE,
    trustedProxies: set.TRUST_PROXY,
    metricsToken: set.METRICS_TOKEN ?? null,
    network: { allowPrivateNetwork: set.ALLOW_PRIVATE_NETWORK, privateHosts: set.PRIVATE_HOSTS },
    calendarPollMinutes: set.CALENDAR_POLL_MINUTES,
    calendarHorizonDays: set.CALENDAR_HORIZON_DAYS,
    testClock: set.BOOKONCE_TEST_CLOCK ?? null,
  };
};
