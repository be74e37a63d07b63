export interface RateLimit {
  readonly attempts: number;
  readonly windowMs: number;
}

/**
 * Limits the attempts of each subject in a sliding window, counted for all processes together. Disposable: lost counts
 * let more attempts through once. No other subject, and no number of them, makes it forget a window that is running.
 */
export interface RateLimits {
  /**
   * Counts an attempt and returns null if it is within the limit; else returns the whole seconds to wait, and the attempt
   * does not count. Rejects with `ReadModelsUnavailableError` when the server is lost.
   */
  secondsToWait(subject: string): Promise<number | null>;
  /** Returns what `secondsToWait` would, and counts nothing: for attempts that count by their outcome. */
  wouldWait(subject: string): Promise<number | null>;
  /** Forgets one counted attempt of the subject, the latest; a no-op if none is counted. */
  giveBack(subject: string): Promise<void>;
}

/** The rate limits of a process. */
export interface RateLimiting {
  /** Returns the limit of this name. Each name counts by itself, also the same subject. */
  limit(name: string, limit: RateLimit): RateLimits;
}
