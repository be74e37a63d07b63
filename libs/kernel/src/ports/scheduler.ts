/** Cancels a pending call. A second call does nothing. */
export type Cancel = () => void;

/**
 * Waiting in real time, for networks and servers: a pause before a retry, a time limit, a periodic check. Whatever
 * happens at a time of day follows the Clock instead, which may jump or stand still.
 *
 * No call comes early: when it runs, `now()` has advanced by at least the given milliseconds.
 */
export interface Scheduler {
  /** Milliseconds since an arbitrary moment. Monotonic: unaffected by changes to the time of day. */
  now(): number;
  /** Resolves after `ms`, or immediately once `signal` is aborted. Never rejects. */
  wait(ms: number, signal?: AbortSignal): Promise<void>;
  /** Calls `run` every `ms` until it is cancelled. The first call comes after `ms`. */
  repeat(ms: number, run: () => void): Cancel;
  /** Calls `expire` once, after `ms`, unless it is cancelled before. */
  deadline(ms: number, expire: () => void): Cancel;
}
