import { closeFolderToOthers } from '@bookonce/adapter-node/private-folder';
import { EVENTS_FILE } from '@bookonce/adapter-sqlite/event-store/schema';
import { SqliteHistoryProperties } from '@bookonce/adapter-sqlite/event-store/sqlite-history-properties';
import { openDerivedDatabase } from '@bookonce/adapter-sqlite/derived-database';
import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import { sentEffects } from '@bookonce/adapter-sqlite/sqlite-mail-queue';
import { SqliteCheckpoints } from '@bookonce/adapter-sqlite/sqlite-service-records';
import { forgetSecretKey } from '@bookonce/secrets/key-check';
import { historyServerOf, openHistory } from '@bookonce/distributed/history';
import type { EventStore, Position } from '@bookonce/kernel/ports/event-store';
import { ConfigError } from '@bookonce/platform/variables';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

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

const isUrl = (place: string): boolean => /^[a-z+]+:\/\//.test(place);

/**
 * Opens the store of a data folder, or of a server's URL. Throws where the folder is in use: the product has to be
 * stopped.
 */
export const openStore = async (
  place: string,
  namespace: string,
  report: (message: string) => void,
): Promise<MigratedStore> => (isUrl(place) ? openServer(place, namespace) : openFolder(place, report));

/** Throws if a data folder holds no history, instead of creating an empty one. */
export const expectHistory = (place: string): void => {
  if (isUrl(place) || existsSync(join(place, EVENTS_FILE))) return;
  throw new ConfigError(`There is no history in ${place}. Name a data folder, or the URL of a server.`);
};

const openServer = async (url: string, namespace: string): Promise<MigratedStore> => {
  const { eventStore, properties, close } = await openHistory(url, namespace, {
    warn: (message) => void process.stderr.write(`${message}\n`),
  });
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
  const eventStore = await openSqliteEventStore({ folder });
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
