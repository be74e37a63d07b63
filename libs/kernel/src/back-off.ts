import { outageOf } from './outage.js';
import type { Scheduler } from './ports/scheduler.js';

/** How long to pause between retries: `firstMs`, then twice as long each time, up to `longestMs`. */
export interface BackoffPolicy {
  readonly firstMs: number;
  readonly longestMs: number;
}

/** Milliseconds to pause after `failures` failed attempts in a row (1 or more). */
export const backoffMs = ({ firstMs, longestMs }: BackoffPolicy, failures: number): number =>
  Math.min(firstMs * 2 ** (failures - 1), longestMs);

export interface RetryOptions<Value> {
  readonly attempt: () => Promise<Value>;
  readonly policy: BackoffPolicy;
  readonly scheduler: Pick<Scheduler, 'wait'>;
  /** Ends the pauses and prevents further attempts. It does not interrupt an attempt. */
  readonly signal: AbortSignal;
  /** Called after each failed attempt, before the pause. `failures` counts failed attempts in a row. */
  readonly onFailure: (error: unknown, retryInMs: number, failures: number) => void;
  /** True if a retry cannot succeed: the error is thrown at once. Default: never. */
  readonly isPermanent?: (error: unknown) => boolean;
  /** True if the failed attempt got some work done: the pauses start short again. Default: never. */
  readonly hasProgressed?: () => boolean | Promise<boolean>;
}

/**
 * Attempts until it succeeds, and returns its value. The end of an outage ends the pause as well. Rejects with the signal's reason once the signal is aborted, and with
 * an error that is permanent.
 */
export const retryWithBackoff = async <Value>(options: RetryOptions<Value>): Promise<Value> => {
  const { attempt, policy, scheduler, signal, onFailure, hasProgressed, isPermanent } = options;
  for (let failures = 1; ; failures += 1) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (error) {
      if (isPermanent?.(error) === true) throw error;
      if ((await hasProgressed?.()) === true) failures = 1;
      signal.throwIfAborted();
      const retryInMs = backoffMs(policy, failures);
      onFailure(error, retryInMs, failures);
      const over = outageOf(error)?.over;
      await scheduler.wait(retryInMs, over === undefined ? signal : AbortSignal.any([signal, over]));
      // The next outage starts with short pauses again.
      if (over?.aborted === true) failures = 0;
    }
  }
};

/** Retries work that goes on until it is stopped: like {@link retryWithBackoff}, but resolves once it is aborted. */
export const retryUntilAborted = async (options: RetryOptions<void>): Promise<void> => {
  try {
    await retryWithBackoff(options);
  } catch (error) {
    if (!options.signal.aborted) throw error;
  }
};
