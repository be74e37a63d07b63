import { DamagedDatabaseError, isDamage } from '@bookonce/adapter-sqlite/damaged-database';
import { SqliteHistoryProperties } from '@bookonce/adapter-sqlite/event-store/sqlite-history-properties';
import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import { upcast, upcastKnown } from '@bookonce/contracts/upcast';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import { reportUnreadable, type Unreadable } from '@bookonce/kernel/report-unreadable';
import { upcastingStore } from '@bookonce/kernel/upcasting-store';
import { join } from 'node:path';

export interface EmbeddedHistory {
  readonly eventStore: EventStore;
  readonly properties: HistoryProperties;
  readonly close: () => Promise<void>;
}

/**
 * Opens the history in a folder, before anything else in it: this locks the folder against other processes. `report`
 * receives the events that cannot be read, `onLockWait` a line before it waits for another process.
 */
export const openEmbeddedHistory = async (
  folder: string,
  report: (unreadable: Unreadable) => void,
  onLockWait: (line: string) => void,
): Promise<EmbeddedHistory> => {
  const { store, properties } = await openFile(folder, onLockWait);
  const eventStore = reportUnreadable(upcastingStore(store, { upcast, upcastKnown }), report);
  return {
    eventStore,
    properties,
    close: async () => {
      properties.close();
      await eventStore.close();
    },
  };
};

const openFile = async (folder: string, onLockWait: (line: string) => void) => {
  try {
    const store = await openSqliteEventStore({ folder, onLockWait });
    return { store, properties: new SqliteHistoryProperties(folder) };
  } catch (error) {
    if (!isDamage(error)) throw error;
    throw new DamagedDatabaseError(
      `${join(folder, 'events.db')} is damaged (${error.message}). It holds all facts: restore it from a backup. ` +
        'See docs/runbooks/damaged-history.md',
      { cause: error },
    );
  }
};
