export interface RateLimit {
  readonly attempts: number;
  readonly windowMs: number;
}

/**
 * Attempts of each subject, at most so many in any window of time, however many processes count them. Disposable:
 * what is forgotten lets more through, once.
 */
export interface RateLimits {
  /**
   * Null where this attempt is within the limit, and so counts; else the whole seconds to wait. An attempt that is
   * refused does not count. Throws `ReadModelsUnavailableError` when the server that counts is lost.
   */
  secondsToWait(subject: string): Promise<number | null>;
}
