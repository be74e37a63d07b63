const STOP_LIMIT_MS = 10_000;
/** A terminal and npm both hand on the same Ctrl-C; a person's second one comes later than that. */
const SAME_SIGNAL_MS = 500;
const PARENT_CHECK_MS = 500;

/**
 * Calls `stop` once when the process is told to end, and exits when it has stopped: with 0, or with 1 where it
 * failed or took too long. A second signal exits at once.
 */
export const stopOnSignals = (stop: () => Promise<void>, onFailure: (error: unknown) => void): void => {
  let toldAt: number | null = null;
  const told = (): void => {
    if (toldAt !== null) {
      if (performance.now() - toldAt > SAME_SIGNAL_MS) process.exit(1);
      return;
    }
    toldAt = performance.now();
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        onFailure(error);
        process.exit(1);
      },
    );
  };
  process.on('SIGTERM', told);
  process.on('SIGINT', told);
  if (process.env['npm_lifecycle_event'] !== undefined) whenParentIsGone(told);
};

/** The shell that npm starts scripts in ends on SIGTERM without handing it on; its end is the signal then. */
const whenParentIsGone = (gone: () => void): void => {
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(check);
    gone();
  }, PARENT_CHECK_MS);
  check.unref();
};
