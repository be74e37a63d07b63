import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import { PostgresConnection, type PostgresSettings } from './connection.js';
import { PostgresEventStore } from './event-store/postgres-event-store.js';
import { PostgresCheckpoints } from './postgres-checkpoints.js';
import { PostgresDeadLetters } from './postgres-dead-letters.js';
import { PostgresSnapshots } from './postgres-snapshots.js';
import { checkedSchemaName, schemaSql } from './schema.js';

export interface Postgres {
  readonly eventStore: EventStore;
  readonly checkpoints: Checkpoints;
  readonly snapshots: Snapshots;
  readonly deadLetters: DeadLetters;
  /** Closes all of it. */
  readonly close: () => Promise<void>;
}

/** One lock for everybody who makes the tables: any number that nobody else has a reason to use. */
const MAKING_TABLES = 7_206_312_051;

/** Makes the tables where they are missing. Throws a StoreUnavailableError that names the server it could not use. */
export const openPostgres = async (settings: PostgresSettings): Promise<Postgres> => {
  const schema = checkedSchemaName(settings.schema ?? 'bookonce');
  const connection = new PostgresConnection(settings);
  try {
    // In one message, so in one transaction: processes that start together take turns.
    await connection.query({ text: `SELECT pg_advisory_xact_lock(${MAKING_TABLES}); ${schemaSql(schema)}` });
  } catch (error) {
    await connection.close();
    throw error;
  }
  const eventStore = new PostgresEventStore(connection, schema);
  return {
    eventStore,
    checkpoints: new PostgresCheckpoints(connection, schema),
    snapshots: new PostgresSnapshots(connection, schema),
    deadLetters: new PostgresDeadLetters(connection, schema),
    close: async () => {
      await eventStore.close();
      await connection.close();
    },
  };
};
