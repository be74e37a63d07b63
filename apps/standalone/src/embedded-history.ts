import { SqliteHistoryProperties } from '@bookonce/adapter-sqlite/event-store/sqlite-history-properties';
import { openSqliteEventStore } from '@bookonce/adapter-sqlite/open-sqlite-event-store';
import { upcast, upcastKnown } from '@bookonce/contracts/upcast';
import type { EventStore } from '@bookonce/kernel/ports/event-store';
import type { HistoryProperties } from '@bookonce/kernel/ports/history-properties';
import { reportUnreadable, type Unreadable } from '@bookonce/kernel/report-unreadable';
import { upcastingStore } from '@bookonce/kernel/upcasting-store';

export interface EmbeddedHistory {
  readonly eventStore: EventStore;
  readonly properties: HistoryProperties;
  readonly close: () => Promise<void>;
}

/**
 * Opens the history in a folder, before anything else in it: this locks the folder against other processes. `report`
 * receives the events that cannot be read.
 */
export const openEmbeddedHistory = async (
  folder: string,
  report: (unreadable: Unreadable) => void,
): Promise<EmbeddedHistory> => {
  const eventStore = reportUnreadable(
    upcastingStore(await openSqliteEventStore({ folder }), { upcast, upcastKnown }),
    report,
  );
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
