import type { RedisOptions } from 'ioredis';

type ConnectionOptions = Pick<
  RedisOptions,
  | 'host'
  | 'port'
  | 'db'
  | 'username'
  | 'password'
  | 'tls'
  | 'sentinels'
  | 'name'
  | 'sentinelPassword'
  | 'sentinelTLS'
  | 'enableTLSForSentinelMode'
>;

/** A Redis server, or the sentinels that know the present one. */
export interface RedisServer {
  /** For people; without user and password. */
  readonly name: string;
  readonly options: ConnectionOptions;
}

const SENTINEL_PORT = 26_379;
const URL_OF_SENTINELS =
  /^(rediss?)\+sentinel:\/\/(?:([^@/?#]*)@)?([^/?#@]+)\/([A-Za-z0-9._-]+)(?:\/(\d{1,3}))?(?:\?sentinelPassword=([^&#]+))?$/;
const HOST = /^([A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\])(?::(\d{1,5}))?$/;

/**
 * Parses `redis://[user:password@]host[:port][/database]`, or
 * `redis+sentinel://[user:password@]host[:port],…/master[/database][?sentinelPassword=…]`. With `rediss`, all connections
 * use TLS. Returns null if it is neither.
 */
export const readRedisUrl = (text: string): RedisServer | null =>
  text.includes('+sentinel:') ? readSentinels(text) : readSingle(text);

const readSingle = (text: string): RedisServer | null => {
  if (!/^rediss?:\/\//.test(text) || !URL.canParse(text)) return null;
  const { protocol, hostname, port, username, password, pathname } = new URL(text);
  const database = pathname.replace(/^\//, '');
  if (hostname === '' || !/^\d{0,3}$/.test(database)) return null;
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    name: `Redis at ${hostname}:${port === '' ? '6379' : port}`,
    options: {
      host,
      port: port === '' ? 6_379 : Number(port),
      db: Number(database),
      ...credentials(decodeURIComponent(username), decodeURIComponent(password)),
      ...(protocol === 'rediss:' ? { tls: tlsTo(host) } : {}),
    },
  };
};

const readSentinels = (text: string): RedisServer | null => {
  const [, scheme, login = '', list = '', name = '', database = '0', sentinelPassword] =
    URL_OF_SENTINELS.exec(text) ?? [];
  if (scheme === undefined) return null;
  const sentinels = list.split(',').flatMap((address) => {
    const [, host, port] = HOST.exec(address) ?? [];
    return host === undefined
      ? []
      : [{ host: host.replace(/^\[|\]$/g, ''), port: port === undefined ? SENTINEL_PORT : Number(port) }];
  });
  if (sentinels.length < list.split(',').length) return null;
  const [username = '', ...password] = login.split(':').map(decodeURIComponent);
  return {
    name: `Redis ${name} of the sentinels at ${list}`,
    options: {
      sentinels,
      name,
      db: Number(database),
      ...credentials(username, password.join(':')),
      ...(sentinelPassword === undefined ? {} : { sentinelPassword: decodeURIComponent(sentinelPassword) }),
      ...(scheme === 'rediss' ? { tls: {}, sentinelTLS: {}, enableTLSForSentinelMode: true } : {}),
    },
  };
};

const credentials = (username: string, password: string): Pick<RedisOptions, 'username' | 'password'> => ({
  ...(username === '' ? {} : { username }),
  ...(password === '' ? {} : { password }),
});

/** An address is in no server name. */
const tlsTo = (host: string): NonNullable<RedisOptions['tls']> => (/^[\d.]+$|:/.test(host) ? {} : { servername: host });
