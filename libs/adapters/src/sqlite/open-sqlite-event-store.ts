import type { EventStore } from '@bookonce/kernel/ports/event-store';
import { mkdirSync } from 'node:fs';
import { EventReader } from './event-store/event-reader.js';
import { lockFolder } from './event-store/folder-lock.js';
import { openInlineWriter } from './event-store/inline-writer.js';
import { SqliteEventStore } from './event-store/sqlite-event-store.js';
import { openThreadedWriter } from './event-store/threaded-writer.js';

export interface SqliteEventStoreOptions {
  /** Made if it is not there. One process at a time may have it open. */
  readonly folder: string;
  /** Where the disk is waited for; default `thread`. */
  readonly writer?: 'thread' | 'inline';
}

/** Opens the embedded event store. Throws when another process has the folder open. */
export const openSqliteEventStore = async (options: SqliteEventStoreOptions): Promise<EventStore> => {
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  const lock = lockFolder(folder);
  try {
    const writer = options.writer === 'inline' ? openInlineWriter(folder) : await openThreadedWriter(folder);
    return new SqliteEventStore(writer, new EventReader(folder), lock.release);
  } catch (error) {
    lock.release();
    throw error;
  }
};
