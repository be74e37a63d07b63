import type { RateLimit } from '@bookonce/kernel/ports/rate-limits';
import type { TokenVault } from '@bookonce/secrets/token-vault';
import type { HealthSource } from './health-source.js';
import type { HttpMetrics } from './http/http-metrics.js';

/** What signing in needs of the vault. */
export type SignInVault = Pick<TokenVault, 'sessionIdOf' | 'sessionTokenFor' | 'apiKeyFor'>;

export interface GatewayOptions {
  /** Where the gateway is reached from outside, e.g. `https://book.example.com`; no slash at the end. */
  readonly baseUrl: string;
  readonly vault: Pick<
    TokenVault,
    'linkIdOf' | 'seal' | 'open' | 'manageTokenFor' | 'manageTokenHashOf' | keyof SignInVault
  >;
  readonly health?: HealthSource;
  readonly metrics?: HttpMetrics;
  /** The text that Prometheus scrapes. */
  readonly metricsText?: () => Promise<string>;
}

/** Attempts to book with one link. */
export const BOOKING_ATTEMPTS: RateLimit = { attempts: 120, windowMs: 10_000 };
/** Sign-in links that one address may be sent. */
export const SIGN_IN_REQUESTS: RateLimit = { attempts: 10, windowMs: 15 * 60_000 };

/** Injection token of {@link GatewayOptions}. */
export const GATEWAY_OPTIONS = Symbol('GatewayOptions');
