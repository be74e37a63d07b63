import type { AppendRequest, BatchAnswer } from './append-batch.js';

/** Writes one batch at a time; the promise never rejects. */
export interface BatchWriter {
  write(batch: readonly AppendRequest[]): Promise<BatchAnswer>;
  close(): Promise<void>;
}
