import type { Logger } from 'pino';
import { stopOnSignals } from './stop-signals.js';

/** What is to be closed when the process is told to end, the last opened first. */
export class Stopping {
  readonly #steps: { readonly what: string; readonly close: () => Promise<unknown> }[] = [];
  readonly #ended = new AbortController();

  constructor(private readonly logger: Logger) {
    stopOnSignals(
      () => this.stop(),
      (error) => logger.error({ err: error }, 'stopping failed'),
    );
  }

  /** Aborted when the process is told to end: nothing need be waited for any more. */
  get signal(): AbortSignal {
    return this.#ended.signal;
  }

  then(what: string, close: () => Promise<unknown>): void {
    this.#steps.push({ what, close });
  }

  /** Closes all of it, also where one of them fails. */
  async stop(): Promise<void> {
    this.logger.info('stopping');
    this.#ended.abort(new Error('told to stop'));
    for (const { what, close } of this.#steps.toReversed()) {
      await close().catch((error: unknown) => this.logger.error({ err: error }, `${what} could not be closed`));
    }
  }
}
