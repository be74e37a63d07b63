export interface Attempted<Value> {
  /** What is reached for, and where: `PostgreSQL at localhost:5432`. Never with a password. */
  readonly what: string;
  readonly attempt: () => Promise<Value>;
  readonly onFailure: (message: string) => void;
  /** Ends the waiting, for a try that is under way as well; the promise rejects with its reason. */
  readonly signal: AbortSignal;
  /** Before the second try; default 250. Doubles up to {@link LONGEST_WAIT_MS}. */
  readonly firstWaitMs?: number;
}

const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

/** Tries until it works, for a server may come up after those who need it. */
export const keepTrying = async <Value>(attempted: Attempted<Value>): Promise<Value> => {
  const { what, attempt, onFailure, signal, firstWaitMs = FIRST_WAIT_MS } = attempted;
  for (let tries = 1, waitMs = firstWaitMs; ; tries += 1, waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS)) {
    signal.throwIfAborted();
    try {
      return await orAborted(attempt(), signal);
    } catch (error) {
      signal.throwIfAborted();
      const times = tries === 1 ? 'once' : `${tries} times`;
      onFailure(`${what} could not be used (${reasonOf(error)}); tried ${times}, again in ${waitMs / 1000} s`);
    }
    await pause(waitMs, signal);
  }
};

/** What is asked of a server that is away may never be answered. */
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

/** Connections to several addresses fail with several errors, and no message of their own. */
const reasonOf = (error: unknown): string => {
  if (error instanceof AggregateError) return error.errors.map(reasonOf).join(', ');
  if (!(error instanceof Error)) return String(error);
  return error.message;
};

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    signal.throwIfAborted();
    const end = (): void => {
      clearTimeout(timeout);
      reject(signal.reason as Error);
    };
    const timeout = setTimeout(() => {
      signal.removeEventListener('abort', end);
      resolve();
    }, ms);
    signal.addEventListener('abort', end, { once: true });
  });
