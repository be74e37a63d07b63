import type { DeadLetterDesk } from '@bookonce/kernel/dead-letter-desk';
import type { Language } from '@bookonce/contracts/values/language';
import type { TokenVault } from '@bookonce/secrets/token-vault';
import type { CalendarReadings } from './handlers/calendar-readings.js';
import type { HttpMetrics } from './http/http-server.js';

/** Reports the needed parts of the service by name, and whether each is available. Has to answer within a second. */
export interface HealthSource {
  check(): Promise<{ readonly [part: string]: boolean }>;
}

/** The vault's part in signing in. */
export type SignInVault = Pick<TokenVault, 'sessionIdOf' | 'sessionTokenFor' | 'apiKeyFor'>;

export interface GatewayOptions {
  /** The address that clients use, such as `https://book.example.com`; without a slash at the end. */
  readonly baseUrl: string;
  readonly vault: Pick<
    TokenVault,
    | 'linkIdOf'
    | 'seal'
    | 'openOrNull'
    | 'manageTokenFor'
    | 'manageTokenHashOf'
    | 'optInTokenHashOf'
    | 'approvalTokenHashOf'
    | keyof SignInVault
  >;
  /** Addresses and networks of proxies, whose `X-Forwarded-For` is believed. */
  readonly trustedProxies?: readonly string[];
  /** The language of texts of hosts who have none of their own; English by default. */
  readonly language?: Language;
  readonly health?: HealthSource;
  /** In a process that has history and the bus's subscribers. */
  readonly deadLetters?: DeadLetterDesk;
  /** When connected calendars were last read; without it, answers leave that out. */
  readonly calendarReadings?: CalendarReadings;
  readonly metrics?: HttpMetrics;
  /** The text that Prometheus scrapes. */
  readonly metricsText?: () => Promise<string>;
  /** The bearer token that reads it; with null, only API keys do. */
  readonly metricsToken?: string | null;
}

/** Injection token of {@link GatewayOptions}. */
export const GATEWAY_OPTIONS = Symbol('GatewayOptions');
