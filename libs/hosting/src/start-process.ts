import { StoreAccessError } from '@bookonce/kernel/ports/event-store';
import { ConfigError, type Environment } from '@bookonce/platform/variables';

/** Reads the configuration and runs a process. Prints a failure and exits with 1. */
export const startProcess = async <Config>(
  name: string,
  readConfig: (environment: Environment) => Config,
  run: (config: Config) => Promise<void>,
): Promise<void> => {
  try {
    await run(readConfig(process.env));
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    process.stderr.write(`${name}: ${message}\n`);
    if (!isOperators(error) && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`);
    process.exit(1);
  }
};

/** Returns whether the operator can fix the error, so that its message without a stack is enough. */
const isOperators = (error: unknown): boolean =>
  error instanceof ConfigError ||
  error instanceof StoreAccessError ||
  (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'));
