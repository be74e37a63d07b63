import { openEventStoreDb } from '@bookonce/adapter-eventstoredb/open-event-store-db';
import { openPostgres } from '@bookonce/adapter-postgres/open-postgres';
import { eventCatalogue } from '@bookonce/contracts/event-catalogue';
import { oncePerKey } from '@bookonce/kernel/once-per-key';
import type { CalendarPolls } from '@bookonce/kernel/ports/calendar-polls';
import type { CalendarSecrets } from '@bookonce/kernel/ports/calendar-secrets';
import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import type { Deliveries } from '@bookonce/kernel/ports/deliveries';
import type { EventStore, StreamName } from '@bookonce/kernel/ports/event-store';
import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import type { WrittenEvents } from '@bookonce/kernel/ports/written-events';
import { unreachable } from '@bookonce/kernel/result';
import { ConfigError } from '@bookonce/platform/variables';

/** Kind and address of an event store's server: `host:port`, separated by commas for a cluster. */
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
 * Parses a connection string, which may list the nodes of a cluster (`esdb://a:2113,b:2113`), so `URL` cannot parse it.
 * Returns null if it names no supported event store.
 */
export const readHistoryUrl = (text: string): HistoryUrl | null => {
  const [, scheme = '', hosts = ''] = /^([a-z+]+):\/\/(?:[^@/?#]*@)?([^/?#@]+)/.exec(text) ?? [];
  const kind = Object.hasOwn(KINDS, scheme) ? KINDS[scheme] : undefined;
  if (kind === undefined) return null;
  const each = hosts.split(',');
  if (!each.every((host) => HOST.test(host)) || (kind === 'PostgreSQL' && each.length > 1)) return null;
  return { kind, scheme, hosts };
};

/** An event store on a server, and the records that must be equally durable. */
export interface History {
  readonly eventStore: EventStore;
  readonly checkpoints: Checkpoints;
  readonly snapshots: Snapshots;
  readonly deadLetters: DeadLetters;
  /** PostgreSQL only. */
  readonly calendarSecrets?: CalendarSecrets;
  /** PostgreSQL only. */
  readonly calendarPolls?: CalendarPolls;
  /** PostgreSQL only. */
  readonly deliveries?: Deliveries;
  /** PostgreSQL only. */
  readonly writtenEvents?: WrittenEvents;
  /** PostgreSQL only: how long the oldest transaction has been running. New events wait for its end. */
  readonly oldestTransactionSeconds?: () => number;
  readonly properties: HistoryProperties;
  /** Rejects if the server cannot be used. Default: reading the end of history. */
  readonly check?: () => Promise<void>;
  readonly close: () => Promise<void>;
}

/** Returns a readable name of the server, such as `PostgreSQL at localhost:5432`, without the password. */
export const historyServerOf = (url: string): string => {
  const read = readHistoryUrl(url);
  return read === null ? 'the event store' : `${read.kind} at ${read.hosts}`;
};

export interface HistoryOptions {
  /** Most connections of this process to PostgreSQL. */
  readonly connections?: number;
  /** Takes what operators should know. */
  readonly warn: (message: string) => void;
  /** Called for each snapshot that was too large to be saved. */
  readonly snapshotDropped?: () => void;
}

/** The default namespace, for an installation that does not share its servers. */
const ALONE = 'bookonce';

/** Opens the event store at a URL. All data of this installation is stored under `namespace`. */
export const openHistory = async (url: string, namespace: string, options: HistoryOptions): Promise<History> => {
  const { warn, connections } = options;
  const read = readHistoryUrl(url);
  if (read === null) {
    throw new ConfigError('EVENT_STORE_URL must be the URL of a PostgreSQL, EventStoreDB or KurrentDB server');
  }
  switch (read.kind) {
    case 'PostgreSQL':
      return openPostgres({
        url,
        schema: namespace,
        onHeldBack: warn,
        ...(connections === undefined ? {} : { connections }),
      });
    case 'EventStoreDB': {
      const warnOfSnapshot = oncePerKey((stream: StreamName, bytes: number) =>
        warn(
          `the snapshot of ${stream} is too large to be saved (${bytes} bytes): each cold start reads more events of it`,
        ),
      );
      // On a dedicated server, streams have the product's names, which operators look for.
      return openEventStoreDb({
        url,
        categories: Object.keys(eventCatalogue),
        ...(namespace === ALONE ? {} : { namespace }),
        onForeignStream: (stream) =>
          warn(
            `${stream} holds events of another application, which are passed over. ` +
              'Set BOOKONCE_NAMESPACE if this event store is shared.',
          ),
        onSnapshotDropped: (stream, bytes) => {
          options.snapshotDropped?.();
          warnOfSnapshot(stream, bytes);
        },
      });
    }
    default:
      return unreachable(read.kind);
  }
};
