export interface RateLimit {
  readonly attempts: number;
  readonly windowMs: number;
}

/**
 * Limits the attempts of each subject in a sliding window, counted for all processes together. Disposable: lost counts
 * let more attempts through once.
 */
export interface RateLimits {
  /**
   * Counts an attempt and returns null if it is within the limit; else returns the whole seconds to wait, and the attempt
   * does not count. Rejects with `ReadModelsUnavailableError` when the server is lost.
   */
  secondsToWait(subject: string): Promise<number | null>;
}
