import { openEventStoreDb } from '@bookonce/adapter-eventstoredb/open-event-store-db';
import { openPostgres } from '@bookonce/adapter-postgres/open-postgres';
import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import { unreachable } from '@bookonce/kernel/result';
import { ConfigError } from '@bookonce/platform/variables';

/** Of which kind a server of history is, and where it is: `host:port`, several of a cluster separated by commas. */
export interface HistoryUrl {
  readonly kind: 'PostgreSQL' | 'EventStoreDB';
  readonly scheme: string;
  readonly hosts: string;
}

const KINDS: Readonly<Record<string, HistoryUrl['kind']>> = {
  postgres: 'PostgreSQL',
  postgresql: 'PostgreSQL',
  esdb: 'EventStoreDB',
  'esdb+discover': 'EventStoreDB',
  kurrentdb: 'EventStoreDB',
  'kurrentdb+discover': 'EventStoreDB',
};

const HOST = /^(?:[A-Za-z0-9._-]+|\[[0-9A-Fa-f:]+\])(?::\d{1,5})?$/;

/**
 * Reads a connection string. `URL` does not: a cluster's names all of its nodes (`esdb://a:2113,b:2113`). Null where it
 * names no server of history.
 */
export const readHistoryUrl = (text: string): HistoryUrl | null => {
  const [, scheme = '', hosts = ''] = /^([a-z+]+):\/\/(?:[^@/?#]*@)?([^/?#@]+)/.exec(text) ?? [];
  const kind = KINDS[scheme];
  if (kind === undefined) return null;
  const each = hosts.split(',');
  if (!each.every((host) => HOST.test(host)) || (kind === 'PostgreSQL' && each.length > 1)) return null;
  return { kind, scheme, hosts };
};

/** A server of history, and what must be as durable as history. */
export interface History {
  readonly eventStore: EventStore;
  readonly checkpoints: Checkpoints;
  readonly snapshots: Snapshots;
  readonly deadLetters: DeadLetters;
  readonly close: () => Promise<void>;
}

/** Which server a URL names, for people: `PostgreSQL at localhost:5432`. Never with a password. */
export const historyServerOf = (url: string): string => {
  const read = readHistoryUrl(url);
  return read === null ? 'the event store' : `${read.kind} at ${read.hosts}`;
};

/** The namespace of an installation that shares its servers with no other. */
const ALONE = 'bookonce';

/** Opens the server of history that a URL names; everything of this installation is kept under `namespace`. */
export const openHistory = async (url: string, namespace: string): Promise<History> => {
  const read = readHistoryUrl(url);
  if (read === null) {
    throw new ConfigError('EVENT_STORE_URL names no server of PostgreSQL, EventStoreDB or KurrentDB');
  }
  switch (read.kind) {
    case 'PostgreSQL':
      return openPostgres({ url, schema: namespace });
    case 'EventStoreDB':
      // Alone on its server, streams are called as in the product, which is how an operator looks for them.
      return openEventStoreDb({ url, ...(namespace === ALONE ? {} : { namespace }) });
    default:
      return unreachable(read.kind);
  }
};
