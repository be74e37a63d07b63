import type { AppendRequest, BatchAnswer } from './append-batch.js';

/** Writes one batch at a time; the promise never rejects. */
export interface BatchWriter {
  write(batch: readonly AppendRequest[]): Promise<BatchAnswer>;
  /** Calls back with the reason, once, when the writer is gone for good; not when it was closed. */
  onLost(lost: (reason: string) => void): void;
  close(): Promise<void>;
}
