import { retryWithBackoff } from '@bookonce/kernel/back-off';
import { StoreAccessError } from '@bookonce/kernel/ports/event-store';
import { systemScheduler } from '@bookonce/platform/system-scheduler';

export interface WaitForServerOptions<Value> {
  /** Names the server and its address for the log: `PostgreSQL at localhost:5432`. Never with a password. */
  readonly server: string;
  readonly attempt: () => Promise<Value>;
  readonly onFailure: (message: string) => void;
  /** Ends the waiting, and an attempt that is in flight as well. */
  readonly signal: AbortSignal;
  /** Pause before the second attempt, in ms; default 250. It doubles up to 5 s. */
  readonly firstWaitMs?: number;
  /** A failure is reported again after so many ms, or once its reason changes; default a minute. */
  readonly reportEveryMs?: number;
}

const FIRST_WAIT_MS = 250;
const REPORT_EVERY_MS = 60_000;
const LONGEST_WAIT_MS = 5_000;

/**
 * Attempts until the server can be used: it may start after the services that need it. Rejects with the signal's
 * reason once the signal is aborted, and with the server's refusal if it does not let this user in: that is for an
 * operator to change.
 */
export const waitForServer = <Value>(options: WaitForServerOptions<Value>): Promise<Value> => {
  const { server, attempt, onFailure, signal, firstWaitMs = FIRST_WAIT_MS, reportEveryMs = REPORT_EVERY_MS } = options;
  let reported: { readonly reason: string; readonly at: number } | null = null;
  return retryWithBackoff({
    attempt: () => orAborted(attempt(), signal),
    policy: { firstMs: firstWaitMs, longestMs: LONGEST_WAIT_MS },
    scheduler: systemScheduler,
    signal,
    isPermanent: (error) => error instanceof StoreAccessError,
    onFailure: (error, retryInMs, failures) => {
      const reason = reasonOf(error);
      const at = systemScheduler.now();
      if (reported?.reason === reason && at - reported.at < reportEveryMs) return;
      reported = { reason, at };
      const times = failures === 1 ? 'once' : `${failures} times`;
      onFailure(`${server} could not be used (${reason}); tried ${times}, again in ${retryInMs / 1000} s`);
    },
  });
};

/** A server that is down may never answer. */
const orAborted = async <Value>(attempt: Promise<Value>, signal: AbortSignal): Promise<Value> => {
  const { promise: aborted, reject } = Promise.withResolvers<never>();
  const end = (): void => reject(signal.reason as Error);
  signal.addEventListener('abort', end, { once: true });
  try {
    return await Promise.race([attempt, aborted]);
  } finally {
    signal.removeEventListener('abort', end);
  }
};

/** A connection to several addresses fails with one error for each, and no message of its own. */
const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  if (!(error instanceof Error)) return String(error);
  return error.message;
};
