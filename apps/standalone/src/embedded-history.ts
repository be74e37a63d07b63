import { SqliteHistoryProperties } from '@bookonce/adapter-sqlite/event-store/sqlite-history-properties';
import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import { upcast } from '@bookonce/contracts/upcast';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import { upcastingStore } from '@bookonce/kernel/upcasting-store';

export interface EmbeddedHistory {
  readonly eventStore: EventStore;
  readonly properties: HistoryProperties;
  readonly close: () => Promise<void>;
}

/** Opens the history in a folder, before anything else in it: this locks the folder against other processes. */
export const openEmbeddedHistory = async (folder: string): Promise<EmbeddedHistory> => {
  const eventStore = upcastingStore(await openSqliteEventStore({ folder }), upcast);
  const properties = new SqliteHistoryProperties(folder);
  return {
    eventStore,
    properties,
    close: async () => {
      properties.close();
      await eventStore.close();
    },
  };
};
