import type { EventStore } from '@bookonce/kernel/ports/event-store';
import { mkdirSync } from 'node:fs';
import { openInlineWriter } from './event-store/batch-writer.js';
import { EventReader } from './event-store/event-reader.js';
import { lockFolder } from './event-store/folder-lock.js';
import { SqliteEventStore } from './event-store/sqlite-event-store.js';
import { openThreadedWriter } from './event-store/threaded-writer.js';

export interface SqliteEventStoreOptions {
  /** Created if missing. Only one process at a time can open it. */
  readonly folder: string;
  /** Where disk writes run; default `thread`. */
  readonly writer?: 'thread' | 'inline';
  /** How long to wait, blocking this thread, until another process releases the folder; default 5,000. */
  readonly lockWaitMs?: number;
  /** Called with a line for the operator before it waits for another process. */
  readonly onLockWait?: (line: string) => void;
}

const LOCK_WAIT_MS = 5_000;

/** Opens the embedded event store. Throws a `FolderInUseError` if another process has the folder open. */
export const openSqliteEventStore = async (options: SqliteEventStoreOptions): Promise<EventStore> => {
  const { folder, lockWaitMs = LOCK_WAIT_MS, onLockWait } = options;
  mkdirSync(folder, { recursive: true });
  const lock = lockFolder(folder, { waitMs: lockWaitMs, ...(onLockWait === undefined ? {} : { onWait: onLockWait }) });
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

/** Releases the folder last, even if closing fails. */
const closeAll = async (opened: readonly (() => void | Promise<void>)[]): Promise<void> => {
  for (const close of opened) {
    try {
      await close();
    } catch {
      // The error of opening says more.
    }
  }
};
