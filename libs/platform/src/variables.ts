import { languageSchema, type Language } from '@bookonce/contracts/values/language';
import { isIP } from 'node:net';
import { z } from 'zod';

/** An environment variable: its schema, and what error messages say about it. */
export interface Variable<Value> {
  readonly schema: z.ZodType<Value>;
  /** Describes valid values: "NAME must be …". */
  readonly takes: string;
  /** The wrong values that an error message may show: of a secret none, of `urls` those without a password. */
  readonly shows?: 'never' | 'urls';
}

/** A variable is missing or has an invalid value. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
}

export type Environment = Readonly<Record<string, string | undefined>>;

type ValuesOf<Variables> = {
  readonly [Name in keyof Variables]: Variables[Name] extends Variable<infer Value> ? Value : never;
};

/** Reads variables. Throws a {@link ConfigError} that names every invalid or missing one and its valid values. */
export const readVariables = <Variables extends { readonly [name: string]: Variable<unknown> }>(
  environment: Environment,
  variables: Variables,
): ValuesOf<Variables> => {
  const wrong: string[] = [];
  const values = Object.entries(variables).map(([name, { schema, takes, shows }]) => {
    // An empty variable counts as unset.
    const given = environment[name] === '' ? undefined : environment[name];
    const parsed = schema.safeParse(given);
    if (!parsed.success)
      wrong.push(
        given === undefined ? `${name} is missing: it must be ${takes}` : wrongValue(name, takes, given, shows),
      );
    return [name, parsed.data] as const;
  });
  if (wrong.length > 0) throw new ConfigError(wrong.join('; '));
  return Object.fromEntries(values) as ValuesOf<Variables>;
};

/** Returns the refusal of a setting in one line: its name, valid values, and the given one unless it is secret. */
export const wrongValue = (name: string, takes: string, given: string, shows?: Variable<unknown>['shows']): string => {
  const isShown = shows === 'urls' ? URL_WITHOUT_PASSWORD.test(given) : shows === undefined && !CREDENTIALS.test(given);
  return `${name} must be ${takes}${isShown ? `, not ${JSON.stringify(given.slice(0, MOST_SHOWN))}` : ''}`;
};

const MOST_SHOWN = 200;
/** Where no password belongs, somebody may still have put one: `sasl://user:password@broker` in a list of brokers. */
const CREDENTIALS = /:.*@/s;
/** Nothing else is shown: in a mistyped URL, a password may be anywhere. */
const URL_WITHOUT_PASSWORD = /^[a-z][a-z+]*:\/\/[\w.-]+(?::\d+)?(?:\/[\w.-]*)*$/i;

const portSchema = z.coerce.number().int().min(0).max(65_535);

/** A port to listen on. */
export const port = (whenUnset: number): Variable<number> => ({
  schema: portSchema.default(whenUnset),
  takes: 'a port number from 0 to 65535',
});

/** The bearer token that reads metrics. */
export const metricsToken: Variable<string | undefined> = {
  schema: z
    .string()
    .regex(/^[\w.~+/=-]{16,200}$/)
    .optional(),
  takes: 'a bearer token of at least 16 characters without spaces, such as `openssl rand -hex 32` makes',
  shows: 'never',
};

export const host: Variable<string> = {
  schema: z.string().min(1).default('127.0.0.1'),
  takes: 'an address to listen on, such as 127.0.0.1 or 0.0.0.0',
};

const baseUrlSchema = z
  .url({ protocol: /^https?$/, abort: true })
  .refine((url) => new URL(url).pathname === '/' && !url.includes('?') && !url.includes('#') && !url.includes('@'))
  .transform((url) => url.replace(/\/$/, ''));

const baseUrlTakes =
  'the address that links begin with, without a path or a password, such as https://book.example.com';

/** The base URL, without a trailing slash. */
export const baseUrl: Variable<string> = { schema: baseUrlSchema, takes: baseUrlTakes };

export const optionalBaseUrl: Variable<string | undefined> = { schema: baseUrlSchema.optional(), takes: baseUrlTakes };

export const tokenLength: Variable<number> = {
  schema: z.coerce.number().int().min(8).max(128).default(22),
  takes: 'a whole number from 8 to 128',
};

export const viewRetentionHours: Variable<number> = {
  schema: z.coerce.number().min(0).max(8_760).default(24),
  takes: 'a number from 0 to 8760: how many hours a view is kept after the last release that follows it has stopped',
};

export const calendarPollMinutes: Variable<number> = {
  schema: z.coerce.number().min(0.01).max(1_440).default(5),
  takes: 'minutes between two reads of a connected calendar, from 0.01 to 1440',
};

export const calendarHorizonDays: Variable<number> = {
  schema: z.coerce.number().int().min(1).max(1_100).default(400),
  takes: 'how many days ahead events in connected calendars count, from 1 to 1100',
};

export const logLevel: Variable<string> = {
  schema: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  takes: 'fatal, error, warn, info, debug, trace or silent',
};

/** A text with a default, such as a folder. */
export const text = (whenUnset: string, takes: string): Variable<string> => ({
  schema: z.string().min(1).default(whenUnset),
  takes,
});

/** An instant in epoch milliseconds; undefined if unset. */
export const optionalInstant: Variable<number | undefined> = {
  schema: z.iso
    .datetime({ offset: false })
    .transform((instant) => Date.parse(instant))
    .optional(),
  takes: 'an instant in UTC such as 2026-03-01T09:00:00Z',
};

const smtpUrlSchema = z.url({ protocol: /^smtps?$/, abort: true }).refine((url) => new URL(url).hostname !== '');

const smtpUrlTakes =
  'a mail server, such as smtp://localhost:1025 or smtps://user:password@mail.example.com (percent-encode special characters)';

export const smtpUrl: Variable<string> = { schema: smtpUrlSchema, takes: smtpUrlTakes, shows: 'urls' };

export const optionalSmtpUrl: Variable<string | undefined> = {
  schema: smtpUrlSchema.optional(),
  takes: smtpUrlTakes,
  shows: 'urls',
};

/** The sender of all mails. */
export interface MailSender {
  readonly name: string;
  readonly address: string;
}

/** The language of mails to everybody whose own language is not known. */
export const mailLanguage: Variable<Language> = { schema: languageSchema.default('en'), takes: 'en or de' };

const SENDER = /^\s*(?<name>[^<>\r\n]*?)\s*<(?<address>[^<>@\s]+@[^<>@\s]+)>\s*$/;

export const mailSender: Variable<MailSender> = {
  schema: z
    .string()
    .regex(SENDER)
    .default('Bookonce <bookonce@localhost>')
    .transform((text) => ({ name: SENDER.exec(text)?.[1] ?? '', address: SENDER.exec(text)?.[2] ?? '' })),
  takes: 'the sender of all mails, such as Bookonce <booking@example.com>',
};

/** True or false; false by default. */
export const flag = (meaning: string): Variable<boolean> => ({
  schema: z
    .enum(['true', 'false'])
    .default('false')
    .transform((text) => text === 'true'),
  takes: `true or false, ${meaning}`,
});

/** The entries of a list with commas. */
const entriesIn = (list: string): readonly string[] =>
  list
    .split(',')
    .map((entry) => entry.trim())
    .filter((entry) => entry !== '');

/** Whether addresses that customers give may lead anywhere, and by plain HTTP. */
export const allowPrivateNetwork = flag(
  'whether calendars may be in a private network and on plain HTTP, for development',
);

const HOST_NAME = /^[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*$/i;

/** Addresses are read as such: a wrong one, such as 10.0.0.256, is no name. */
const isHostName = (entry: string): boolean => HOST_NAME.test(entry) && !/(^|\.)\d+$/.test(entry);

/** Exceptions in a private network, as host names, addresses or networks. */
export const privateHosts: Variable<readonly string[]> = {
  schema: z
    .string()
    .default('')
    .transform(entriesIn)
    .refine((entries) => entries.every((entry) => isNetwork(entry) || isHostName(entry))),
  takes: 'host names, addresses or networks in a private network, such as cloud.internal,10.0.0.5,192.168.7.0/24',
};

const isNetwork = (entry: string): boolean => {
  const [address = '', prefix, ...more] = entry.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return prefix === undefined || (/^\d{1,3}$/.test(prefix) && Number(prefix) <= (family === 4 ? 32 : 128));
};

/** Addresses and networks of the proxies in front of the service. */
export const trustedProxies: Variable<readonly string[]> = {
  schema: z
    .string()
    .default('')
    .transform((list) =>
      entriesIn(list).flatMap((entry) => (entry.toLowerCase() === 'loopback' ? ['127.0.0.0/8', '::1'] : [entry])),
    )
    .refine((entries) => entries.every(isNetwork)),
  takes: 'addresses or networks of proxies, such as 10.0.0.7,192.168.0.0/16,fd00::/8, or loopback',
};
