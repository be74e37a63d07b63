import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import { Connection, type ConnectionSettings } from './connection.js';
import { EventStoreDbCheckpoints } from './event-store-db-checkpoints.js';
import { EventStoreDbDeadLetters } from './event-store-db-dead-letters.js';
import { EventStoreDbEventStore } from './event-store-db-event-store.js';
import { EventStoreDbSnapshots } from './event-store-db-snapshots.js';
import { LatestValues } from './latest-values.js';
import { StreamNames } from './stream-names.js';

export interface EventStoreDbSettings extends ConnectionSettings {
  /**
   * Streams are called `<namespace>.<stream>`, so that several installations share a server. Without one they are
   * called as in the product, and the server is this installation's alone.
   */
  readonly namespace?: string;
}

export interface EventStoreDb {
  readonly eventStore: EventStore;
  readonly checkpoints: Checkpoints;
  readonly snapshots: Snapshots;
  readonly deadLetters: DeadLetters;
  /** Closes all of it. */
  readonly close: () => Promise<void>;
}

/** Throws a StoreUnavailableError that names the server where it does not answer, or may not be read. */
export const openEventStoreDb = async (settings: EventStoreDbSettings): Promise<EventStoreDb> => {
  const names = new StreamNames(settings.namespace ?? null);
  const connection = new Connection(settings);
  try {
    await connection.readAllBackwards(null, 1);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const eventStore = new EventStoreDbEventStore(connection, names);
  const values = new LatestValues(connection);
  return {
    eventStore,
    checkpoints: new EventStoreDbCheckpoints(values, names),
    snapshots: new EventStoreDbSnapshots(values, names),
    deadLetters: new EventStoreDbDeadLetters(connection, names),
    close: async () => {
      await eventStore.close();
      await connection.close();
    },
  };
};
