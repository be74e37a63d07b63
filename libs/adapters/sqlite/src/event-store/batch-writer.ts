import type { BatchTexts } from '@bookonce/adapter-storage/log/batch';
import type { StreamName } from '@bookonce/kernel/ports/event-store';
import { EventWriter } from './event-writer.js';

/** One append on its way to the writer, as flat arrays of text: cheap to hand to another thread. */
export interface AppendRequest {
  readonly stream: StreamName;
  readonly expectedRevision: number;
  readonly texts: BatchTexts;
}

export type AppendAnswer =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number; readonly repeated: boolean }
  | { readonly kind: 'conflict'; readonly actualRevision: number };

/** What the writer says of one batch: an answer for each request, or that nothing of it is known to be stored. */
export type BatchAnswer =
  { readonly ok: true; readonly answers: readonly AppendAnswer[] } | { readonly ok: false; readonly reason: string };

/** Writes one batch at a time; the promise never rejects. */
export interface BatchWriter {
  write(batch: readonly AppendRequest[]): Promise<BatchAnswer>;
  /** Calls back with the reason, once, when the writer is gone for good; not when it was closed. */
  onLost(lost: (reason: string) => void): void;
  close(): Promise<void>;
}

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
