import { oncePerKey } from '@bookonce/kernel/once-per-key';
import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import type { EventStore, StreamName } from '@bookonce/kernel/ports/event-store';
import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import { Connection, type ConnectionSettings } from './connection.js';
import { EventStoreDbCheckpoints, EventStoreDbSnapshots, LatestValues } from './latest-values.js';
import { EventStoreDbDeadLetters } from './event-store-db-dead-letters.js';
import { EventStoreDbEventStore } from './event-store-db-event-store.js';
import { EventStoreDbHistoryProperties } from './event-store-db-history-properties.js';
import { StreamNames } from './stream-names.js';

export interface EventStoreDbSettings extends ConnectionSettings {
  /**
   * Prefixes stream names as `<namespace>.<stream>`, so that several installations and applications can share a server.
   * Without a namespace, the server belongs to this installation alone.
   */
  readonly namespace?: string;
  /** The product's categories of streams. Nothing else on the server is followed. */
  readonly categories: readonly string[];
  /**
   * Called once for each stream that is named as one of this product's and holds events of another application, which
   * followers pass over. The name is the server's.
   */
  readonly onForeignStream?: (stream: string) => void;
  /** Called for each snapshot that is too large for the server, and so is not saved. */
  readonly onSnapshotDropped?: (stream: StreamName, bytes: number) => void;
}

export interface EventStoreDb {
  readonly eventStore: EventStore;
  readonly checkpoints: Checkpoints;
  readonly snapshots: Snapshots;
  readonly deadLetters: DeadLetters;
  readonly properties: HistoryProperties;
  /** Closes the connection and all ports. */
  readonly close: () => Promise<void>;
}

/** Opens all ports. Throws a StoreUnavailableError that names the server if it does not answer or refuses reads. */
export const openEventStoreDb = async (settings: EventStoreDbSettings): Promise<EventStoreDb> => {
  const names = new StreamNames(settings.namespace ?? null, settings.categories);
  const connection = new Connection(settings);
  try {
    await connection.readAllBackwards(null, 1);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const eventStore = new EventStoreDbEventStore(
    connection,
    names,
    oncePerKey((stream) => settings.onForeignStream?.(stream)),
  );
  const values = new LatestValues(connection);
  return {
    eventStore,
    checkpoints: new EventStoreDbCheckpoints(values, names),
    snapshots: new EventStoreDbSnapshots(values, names, settings.onSnapshotDropped),
    deadLetters: new EventStoreDbDeadLetters(connection, names),
    properties: new EventStoreDbHistoryProperties(connection, names),
    close: async () => {
      await eventStore.close();
      await connection.close();
    },
  };
};
