import { printedError } from '@bookonce/platform/describe-error';
import closeWithGrace from 'close-with-grace';
import type { Logger } from 'pino';

const STOP_LIMIT_MS = 10_000;
/** A terminal and npm both deliver the same Ctrl-C; a person's second one comes later than that. */
const SAME_SIGNAL_MS = 500;
const PARENT_CHECK_MS = 500;

/** `close-with-grace` exits at a repeated signal, so it handles none itself; a crash ends the process at once. */
const OWN_EVENTS: closeWithGrace.AllEvents[] = [
  ...(['SIGHUP', 'SIGINT', 'SIGQUIT', 'SIGILL', 'SIGTRAP', 'SIGABRT', 'SIGBUS', 'SIGFPE', 'SIGSEGV'] as const),
  ...(['SIGUSR2', 'SIGTERM', 'uncaughtException', 'unhandledRejection', 'beforeExit'] as const),
];

/**
 * Calls `stop` once on SIGTERM or SIGINT, then exits: with 0 once it has stopped, with 1 if it failed or took over 10 s.
 * A second signal exits immediately with 1.
 */
export const stopOnSignals = (stop: () => Promise<void>, onFailure: (error: unknown) => void): void => {
  const options = { delay: STOP_LIMIT_MS, skip: OWN_EVENTS, logger: { error: onFailure } };
  const { close } = closeWithGrace(options, () => stop());
  // Node would print the stack, with the paths of this machine.
  process.on('uncaughtException', (error) => {
    process.stderr.write(`${printedError(error)}\n`);
    process.exit(1);
  });
  let firstAt: number | null = null;
  const onSignal = (): void => {
    if (firstAt === null) {
      firstAt = performance.now();
      close();
    } else if (performance.now() - firstAt > SAME_SIGNAL_MS) {
      process.exit(1);
    }
  };
  process.on('SIGTERM', onSignal);
  process.on('SIGINT', onSignal);
  if (process.env['npm_lifecycle_event'] !== undefined) onParentExit(onSignal);
};

/** The shell in which npm runs scripts ends on SIGTERM without forwarding it, so its end counts as the signal. */
const onParentExit = (run: () => void): void => {
  const parent = process.ppid;
  const check = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(check);
    run();
  }, PARENT_CHECK_MS);
  check.unref();
};

/** Closes the parts of a process when it is stopped, the last opened first. */
export class Stopping {
  readonly #steps: { readonly what: string; readonly close: () => Promise<unknown> }[] = [];
  readonly #ended = new AbortController();

  constructor(private readonly logger: Logger) {
    stopOnSignals(
      () => this.stop(),
      (error) => logger.error({ err: error }, 'stopping failed'),
    );
  }

  /** Aborted when the process is stopped, to end waiting. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  then(what: string, close: () => Promise<unknown>): void {
    this.#steps.push({ what, close });
  }

  /** Runs until the process is stopped: a failure of the work that the stop interrupts is none. */
  async during(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!this.signal.aborted) throw error;
    }
  }

  /** Stops the process because only an operator can help, and exits with 1. */
  giveUp(reason: string): void {
    if (this.signal.aborted) return;
    this.logger.fatal(reason);
    setTimeout(() => process.exit(1), STOP_LIMIT_MS).unref();
    void this.stop().finally(() => process.exit(1));
  }

  /** Closes all parts, even if one of them fails. */
  async stop(): Promise<void> {
    this.logger.info('stopping');
    this.#ended.abort(new Error('the process is stopping'));
    for (const { what, close } of this.#steps.toReversed()) {
      await close().catch((error: unknown) => this.logger.error({ err: error }, `${what} could not be closed`));
    }
  }
}
