import type { EventStore } from '@bookonce/kernel/ports/event-store';
import { mkdirSync } from 'node:fs';
import { openInlineWriter } from './event-store/batch-writer.js';
import { EventReader } from './event-store/event-reader.js';
import { lockFolder } from './event-store/folder-lock.js';
import { SqliteEventStore } from './event-store/sqlite-event-store.js';
import { openThreadedWriter } from './event-store/threaded-writer.js';

export interface SqliteEventStoreOptions {
  /** Made if it is not there. One process at a time may have it open. */
  readonly folder: string;
  /** Where the disk is waited for; default `thread`. */
  readonly writer?: 'thread' | 'inline';
  /** How long another process is given to let go of the folder; this thread waits. Default 5,000. */
  readonly lockWaitMs?: number;
}

const LOCK_WAIT_MS = 5_000;

/** Opens the embedded event store. Throws a `FolderInUseError` when another process has the folder open. */
export const openSqliteEventStore = async (options: SqliteEventStoreOptions): Promise<EventStore> => {
  const { folder } = options;
  mkdirSync(folder, { recursive: true });
  const lock = lockFolder(folder, options.lockWaitMs ?? LOCK_WAIT_MS);
  const opened: (() => void | Promise<void>)[] = [lock.release];
  try {
    const writer = options.writer === 'inline' ? openInlineWriter(folder) : await openThreadedWriter(folder);
    opened.push(() => writer.close());
    const reader = new EventReader(folder);
    opened.push(() => reader.close());
    return new SqliteEventStore({ writer, reader, head: reader.head(), release: lock.release });
  } catch (error) {
    await closeAll(opened.reverse());
    throw error;
  }
};

/** The folder is let go of last, whatever happens before. */
const closeAll = async (opened: readonly (() => void | Promise<void>)[]): Promise<void> => {
  for (const close of opened) {
    try {
      await close();
    } catch {
      // Why it could not be opened says more.
    }
  }
};
