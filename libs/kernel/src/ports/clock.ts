/** The time of day, in epoch milliseconds. May jump (I20): never used to decide who won, only when to act. */
export interface Clock {
  now(): number;
  /** Calls back when the clock has reached `epochMs`, at once if it has already; returns a cancel function. */
  at(epochMs: number, wake: () => void): () => void;
}
