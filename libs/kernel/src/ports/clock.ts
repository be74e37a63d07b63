/** The time of day, in epoch milliseconds. It may jump (I20), so it decides when to act, never which attempt wins. */
export interface Clock {
  now(): number;
  /** Calls `wake` once the clock has reached `epochMs`, at once if it already has. Returns a function that cancels. */
  at(epochMs: number, wake: () => void): () => void;
}
