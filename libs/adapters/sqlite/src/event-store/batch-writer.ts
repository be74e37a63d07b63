import type { BatchTexts } from '@bookonce/adapter-storage/log/batch';
import type { StreamName } from '@bookonce/kernel/ports/event-store';
import { EventWriter } from './event-writer.js';

/** One append for the writer, as flat arrays of text, which are cheap to pass to another thread. */
export interface AppendRequest {
  readonly stream: StreamName;
  readonly expectedRevision: number;
  readonly texts: BatchTexts;
}

export type AppendAnswer =
  | { readonly kind: 'appended'; readonly revision: number; readonly position: number; readonly repeated: boolean }
  | { readonly kind: 'conflict'; readonly actualRevision: number };

/** The writer's answer to one batch: an answer per request, or a failure, after which the outcome is unknown. */
export type BatchAnswer =
  { readonly ok: true; readonly answers: readonly AppendAnswer[] } | { readonly ok: false; readonly reason: string };

/** Writes one batch at a time. The promise never rejects. */
export interface BatchWriter {
  write(batch: readonly AppendRequest[]): Promise<BatchAnswer>;
  /** Calls back once, with the reason, if the writer dies. Not called after `close`. */
  onLost(lost: (reason: string) => void): void;
  close(): Promise<void>;
}

/** Opens a writer on the caller's thread, for short-lived tools and tests. */
export const openInlineWriter = (folder: string): BatchWriter => {
  const writer = new EventWriter(folder);
  return {
    // Yields between batches, so that appends of one turn share a batch.
    write: (batch) => new Promise((resolve) => setImmediate(() => resolve(writer.write(batch)))),
    // The writer lives as long as this process.
    onLost: () => undefined,
    close: async () => writer.close(),
  };
};
