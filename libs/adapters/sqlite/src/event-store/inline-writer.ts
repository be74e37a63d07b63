import type { BatchWriter } from './batch-writer.js';
import { EventWriter } from './event-writer.js';

/** The writer on the caller's thread: for short-lived tools, and where threads cost more than they save. */
export const openInlineWriter = (folder: string): BatchWriter => {
  const writer = new EventWriter(folder);
  return {
    // A turn of the event loop between batches, so that appends which arrive together share one.
    write: (batch) => new Promise((resolve) => setImmediate(() => resolve(writer.write(batch)))),
    // It is gone when this process is.
    onLost: () => undefined,
    close: async () => writer.close(),
  };
};
