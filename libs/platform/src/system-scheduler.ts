import type { Cancel, Scheduler } from '@bookonce/kernel/ports/scheduler';

/** The longest delay that one Node timer can hold; a longer one would fire immediately. */
const LONGEST_TIMEOUT_MS = 2 ** 31 - 1;

const deadline = (ms: number, expire: () => void): Cancel => {
  const dueAt = performance.now() + ms;
  let timeout: NodeJS.Timeout;
  const arm = (): void => {
    const leftMs = Math.ceil(dueAt - performance.now());
    timeout = setTimeout(
      // Node rounds delays down, so a timer may fire up to a millisecond early.
      () => (performance.now() < dueAt ? arm() : expire()),
      Math.min(Math.max(leftMs, 0), LONGEST_TIMEOUT_MS),
    );
  };
  arm();
  return () => clearTimeout(timeout);
};

/** Node's timers and monotonic clock. */
export const systemScheduler: Scheduler = {
  now: () => performance.now(),
  deadline,
  wait: (ms, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) return resolve();
      const end = (): void => {
        cancel();
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const cancel = deadline(ms, end);
      signal?.addEventListener('abort', end);
    }),
  repeat: (ms, run) => {
    const interval = setInterval(run, ms);
    return () => clearInterval(interval);
  },
};
