import { StoreAccessError } from '@bookonce/kernel/ports/event-store';
import { printedError } from '@bookonce/platform/describe-error';
import { startErrorMessage } from '@bookonce/platform/start-error-message';
import { ConfigError, type Environment } from '@bookonce/platform/variables';

/** Options on a service's command line. */
export interface ProcessOptions {
  /** Whether to go on if history was written with another secret key. */
  readonly acceptNewKey: boolean;
}

const ACCEPT_NEW_KEY = '--accept-new-key';

/** Reads the configuration and runs a process. Prints a failure and exits with 1. */
export const startProcess = async <Config>(
  name: string,
  readConfig: (environment: Environment) => Config,
  run: (config: Config, options: ProcessOptions) => Promise<void>,
): Promise<void> => {
  try {
    const [unknown] = process.argv.slice(2).filter((argument) => argument !== ACCEPT_NEW_KEY);
    if (unknown !== undefined) throw new ConfigError(`unknown option ${unknown}; there is ${ACCEPT_NEW_KEY}`);
    await run(readConfig(process.env), { acceptNewKey: process.argv.includes(ACCEPT_NEW_KEY) });
  } catch (error) {
    process.stderr.write(`${name}: ${operatorMessage(error) ?? printedError(error)}\n`);
    process.exit(1);
  }
};

/** Returns one line for an error that the operator can fix; null for a bug, which needs its stack. */
const operatorMessage = (error: unknown): string | null =>
  error instanceof ConfigError || error instanceof StoreAccessError ? error.message : startErrorMessage(error);
