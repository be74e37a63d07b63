import { ConfigError, type Environment } from '@bookonce/platform/variables';

/** Reads what a process is set by and runs it; says in one line why it cannot. */
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

/** Whether whoever starts it can put it right: the message is enough. */
const isOperators = (error: unknown): boolean =>
  error instanceof ConfigError ||
  (error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES'));
