import type { CalendarPolls } from '@bookonce/kernel/ports/calendar-polls';
import type { CalendarSecrets } from '@bookonce/kernel/ports/calendar-secrets';
import type { Checkpoints } from '@bookonce/kernel/ports/checkpoints';
import type { DeadLetters } from '@bookonce/kernel/ports/dead-letters';
import type { Deliveries } from '@bookonce/kernel/ports/deliveries';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import type { Snapshots } from '@bookonce/kernel/ports/snapshots';
import type { WrittenEvents } from '@bookonce/kernel/ports/written-events';
import { PostgresConnection, type PostgresSettings } from './connection.js';
import { expectWritable } from './expect-writable.js';
import { PostgresEventStore } from './event-store/postgres-event-store.js';
import { PostgresDeliveries } from './postgres-deliveries.js';
import { PostgresCalendarPolls, PostgresCalendarSecrets } from './postgres-calendar-records.js';
import { PostgresHistoryProperties } from './postgres-history-properties.js';
import { PostgresCheckpoints, PostgresDeadLetters, PostgresSnapshots } from './postgres-records.js';
import { PostgresWrittenEvents } from './postgres-written-events.js';
import { migrate, quotedSchema } from './schema/migrate.js';

export interface Postgres {
  readonly eventStore: EventStore;
  readonly checkpoints: Checkpoints;
  readonly snapshots: Snapshots;
  readonly deadLetters: DeadLetters;
  readonly deliveries: Deliveries;
  readonly calendarSecrets: CalendarSecrets;
  readonly calendarPolls: CalendarPolls;
  readonly writtenEvents: WrittenEvents;
  /** How long the oldest transaction of this database has been running, in seconds. New events wait for its end. */
  readonly oldestTransactionSeconds: () => number;
  readonly properties: HistoryProperties;
  /** Rejects with a {@link StoreUnavailableError} if the server does not answer, or takes no writes. */
  readonly check: () => Promise<void>;
  /** Closes the store and all connections. */
  readonly close: () => Promise<void>;
}

const DEFAULT_SCHEMA = 'bookonce';

/**
 * Connects, and creates missing tables. Throws a StoreUnavailableError naming the server if it is unavailable, and an
 * Error if the schema is unusable.
 */
export const openPostgres = async (settings: PostgresSettings): Promise<Postgres> => {
  const name = settings.schema ?? DEFAULT_SCHEMA;
  const schema = quotedSchema(name);
  const connection = new PostgresConnection({ ...settings, schema: name });
  try {
    await migrate(connection, schema);
  } catch (error) {
    await connection.close();
    throw error;
  }
  const eventStore = new PostgresEventStore(connection, schema, `${name}_appended`, settings.onHeldBack);
  return {
    eventStore,
    checkpoints: new PostgresCheckpoints(connection, schema),
    snapshots: new PostgresSnapshots(connection, schema),
    deadLetters: new PostgresDeadLetters(connection, schema),
    deliveries: new PostgresDeliveries(connection, schema),
    calendarSecrets: new PostgresCalendarSecrets(connection, schema),
    calendarPolls: new PostgresCalendarPolls(connection, schema),
    writtenEvents: new PostgresWrittenEvents(connection, schema),
    oldestTransactionSeconds: () => eventStore.oldestTransactionSeconds,
    properties: new PostgresHistoryProperties(connection, schema),
    check: () => expectWritable(connection),
    close: async () => {
      await eventStore.close();
      await connection.close();
    },
  };
};
