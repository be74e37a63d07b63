import { z } from 'zod';

const portSchema = z.coerce.number().int().min(0).max(65_535);

const instantText = z.iso.datetime({ offset: false }).transform((text) => Date.parse(text));

const baseUrlSchema = z
  .url({ protocol: /^https?$/, abort: true })
  .refine((url) => new URL(url).pathname === '/' && !url.includes('?') && !url.includes('#'), 'must have no path')
  .transform((url) => url.replace(/\/$/, ''));

/** Every variable that the product reads, with what it means when it is not set. */
const environmentSchema = z.object({
  PORT: portSchema.default(3000),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('./data'),
  BASE_URL: baseUrlSchema.optional(),
  TOKEN_LENGTH: z.coerce.number().int().min(8).max(128).default(22),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  BOOKONCE_TEST_CLOCK: instantText.optional(),
  NODE_ENV: z.string().optional(),
});

/** What each variable takes, in words, for whoever set it wrongly. */
const takes: { readonly [variable: string]: string } = {
  PORT: 'a port number from 0 to 65535',
  HOST: 'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
  DATA_DIR: 'a folder',
  BASE_URL: 'the address that links begin with, such as https://book.example.com',
  TOKEN_LENGTH: 'a whole number from 8 to 128',
  LOG_LEVEL: 'fatal, error, warn, info, debug, trace or silent',
  BOOKONCE_TEST_CLOCK: 'an instant in UTC such as 2026-03-01T09:00:00Z',
};

export interface Config {
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  /** Without a slash at the end. Null: follows from the port. */
  readonly baseUrl: string | null;
  readonly tokenLength: number;
  readonly logLevel: string;
  /** Epoch milliseconds at which the test clock stands; null for the real time. */
  readonly testClock: number | null;
}

/** A variable is set to something that it does not take. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

/** Throws a {@link ConfigError} that names every variable that is wrong, and what it takes. */
export const readConfig = (environment: Readonly<Record<string, string | undefined>>): Config => {
  // A variable that is set to nothing is not set.
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const parsed = environmentSchema.safeParse(given);
  if (!parsed.success) {
    const variables = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new ConfigError(variables.map((name) => `${name} must be ${takes[name] ?? 'set otherwise'}`).join('; '));
  }
  const { data } = parsed;
  if (data.BOOKONCE_TEST_CLOCK !== undefined && data.NODE_ENV === 'production') {
    throw new ConfigError('BOOKONCE_TEST_CLOCK must not be set where NODE_ENV is production');
  }
  return {
    port: data.PORT,
    host: data.HOST,
    dataDir: data.DATA_DIR,
    baseUrl: data.BASE_URL ?? null,
    tokenLength: data.TOKEN_LENGTH,
    logLevel: data.LOG_LEVEL,
    testClock: data.BOOKONCE_TEST_CLOCK ?? null,
  };
};
