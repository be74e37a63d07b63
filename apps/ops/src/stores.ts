import { closeFolderToOthers } from '@bookonce/adapter-node/private-folder';
import { SqliteHistoryProperties } from '@bookonce/adapter-sqlite/event-store/sqlite-history-properties';
import { openDerivedDatabase } from '@bookonce/adapter-sqlite/derived-database';
import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import { sentEffects } from '@bookonce/adapter-sqlite/sqlite-mail-queue';
import { SqliteCheckpoints } from '@bookonce/adapter-sqlite/sqlite-service-records';
import { forgetSecretKey } from '@bookonce/secrets/key-check';
import { historyServerOf, openHistory } from '@bookonce/distributed/history';
import type { EventStore, Position } from '@bookonce/kernel/ports/event-store';
import { ConfigError } from '@bookonce/platform/variables';
import { expectHistoryIn, type Place } from './places.js';

/** A store that history is exported from or imported into. */
export interface MigratedStore {
  /** Its location, without a password. */
  readonly name: string;
  readonly eventStore: EventStore;
  /**
   * How many appends may be in flight without leaving their order. History keeps its order among streams: what a view
   * shows, and what is checked, depends on it.
   */
  readonly appendsAtOnce: number;
  /** Effects that were mailed but are not in history: the embedded profile keeps them in the mail queue. */
  readonly mailedBesides: readonly string[];
  /** Prepares an empty store for the events of another installation. */
  readonly importing: () => Promise<void>;
  /** Marks imported events as published, so that none has its effects twice. */
  readonly imported: (head: Position) => Promise<void>;
  readonly close: () => Promise<void>;
}

/**
 * Opens a store, and creates it if it is missing. Throws if a data folder is in use: the product has to be stopped.
 */
export const openStore = async (
  place: Place,
  namespace: string,
  report: (message: string) => void,
): Promise<MigratedStore> =>
  place.kind === 'server' ? openServer(place.url, namespace, report) : openFolder(place.path, report);

/** Opens a store that holds history. Throws a {@link ConfigError} if it holds none: its name may be mistyped. */
export const openStoredHistory = async (
  place: Place,
  namespace: string,
  report: (message: string) => void,
): Promise<MigratedStore> => {
  if (place.kind === 'folder') expectHistoryIn(place.path);
  const store = await openStore(place, namespace, report);
  if ((await store.eventStore.head()) !== null) return store;
  await store.close();
  const under = place.kind === 'server' ? ` under the namespace ${namespace}` : '';
  throw new ConfigError(`There is no event in ${store.name}${under}. Name a store that holds history.`);
};

const openServer = async (
  url: string,
  namespace: string,
  report: (message: string) => void,
): Promise<MigratedStore> => {
  const { eventStore, properties, close } = await openHistory(url, namespace, { warn: report });
  return {
    name: historyServerOf(url),
    eventStore,
    appendsAtOnce: 1,
    mailedBesides: [],
    importing: () => forgetSecretKey(properties),
    // Its topics get all of it, and which mails were sent is part of it.
    imported: () => Promise.resolve(),
    close,
  };
};

const openFolder = async (folder: string, report: (message: string) => void): Promise<MigratedStore> => {
  const eventStore = await openSqliteEventStore({ folder, onLockWait: report });
  if (closeFolderToOthers(folder)) report(`${folder} was open to other users of this machine; its mode is now 700`);
  return {
    name: folder,
    eventStore,
    // Its only writer takes them in turn, many in one commit.
    appendsAtOnce: 200,
    mailedBesides: sentEffects(folder),
    importing: async () => {
      const properties = new SqliteHistoryProperties(folder);
      await forgetSecretKey(properties);
      properties.close();
    },
    imported: async (head) => {
      const operations = openDerivedDatabase(folder, 'operations.db');
      await new SqliteCheckpoints(operations).save('publisher', head);
      operations.close();
    },
    close: () => eventStore.close(),
  };
};
