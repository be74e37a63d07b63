import { EVENTS_FILE } from '@bookonce/adapter-sqlite/event-store/schema';
import { readHistoryUrl } from '@bookonce/distributed/history';
import { isRedisUrl } from '@bookonce/distributed/redis-ports';
import { isNamespace } from '@bookonce/distributed/service-config';
import { UsageError } from '@bookonce/platform/command-line';
import { ConfigError } from '@bookonce/platform/variables';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CommandOption } from './command.js';

export const STORE = {
  value: '<store>',
  help:
    'a data folder of the embedded profile (stop the product first), or\n' +
    'postgres://user:password@host:port/database, or esdb://host:2113?tls=false',
} as const;

export const NAMESPACE = {
  type: 'string',
  value: '<name>',
  default: 'bookonce',
  help: 'as BOOKONCE_NAMESPACE of the services (bookonce); for servers only',
} as const satisfies CommandOption;

/** Where history or views are: in a data folder, or on a server. */
export type Place =
  { readonly kind: 'folder'; readonly path: string } | { readonly kind: 'server'; readonly url: string };

const SCHEME = /^[a-z][a-z0-9+.-]*:\/\//i;

/** Returns where a store is. Throws a {@link UsageError} if the text is the URL of no supported store. */
export const storePlace = (option: string, text: string): Place =>
  placeOf(option, text, (url) => readHistoryUrl(url) !== null, 'postgres://…, esdb://… or kurrentdb://…');

/** Returns where views are. Throws a {@link UsageError} if the text is a URL, but not of a Redis. */
export const viewsPlace = (option: string, text: string): Place =>
  placeOf(option, text, isRedisUrl, 'redis://… or redis+sentinel://…');

const placeOf = (option: string, text: string, isSupported: (url: string) => boolean, servers: string): Place => {
  if (text === '')
    throw new UsageError(`${option} is empty: it must be a data folder, or the URL of a server (${servers})`);
  if (!SCHEME.test(text)) return { kind: 'folder', path: text };
  if (isSupported(text)) return { kind: 'server', url: text };
  // The rest of the URL may hold a password.
  const scheme = text.slice(0, text.indexOf('://'));
  throw new UsageError(
    `${option} must be a data folder, or the URL of a server (${servers}), not a ${scheme} URL like this`,
  );
};

/** Returns the namespace. Throws a {@link UsageError} if no installation can have it. */
export const namespaceOf = (text: string): string => {
  if (isNamespace(text)) return text;
  throw new UsageError(
    `--namespace must be at most 31 lower-case letters, digits and _, as BOOKONCE_NAMESPACE, not ${JSON.stringify(text)}`,
  );
};

/** Throws a {@link ConfigError} if a data folder holds no history, instead of creating an empty one. */
export const expectHistoryIn = (folder: string): void => {
  if (!existsSync(join(folder, EVENTS_FILE)))
    throw new ConfigError(`There is no history in ${folder}. Name a data folder, or the URL of a server.`);
};
