// Imports only Node, and has no syntax but types to strip: scripts that run before the build load this source itself.
import { parseArgs, type ParseArgsConfig } from 'node:util';

/** A wrong command line. The message is one line: the given value, and valid ones. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Parses a command line as `parseArgs` does. Throws a {@link UsageError} if it has an unknown option or lacks a value. */
export const parseCommandLine = <const Config extends ParseArgsConfig>(
  config: Config,
): ReturnType<typeof parseArgs<Config>> => {
  try {
    return parseArgs(config);
  } catch (error) {
    if (isParseError(error)) throw new UsageError(firstSentence(error.message), { cause: error });
    throw error;
  }
};

const isParseError = (error: unknown): error is Error =>
  typeof error === 'object' && error !== null && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS');

/** The next sentences are about arguments that begin with a dash. */
const firstSentence = (message: string): string => message.split(/\. To specify|\n/)[0] ?? message;

/** Returns the number that an option holds. Throws a {@link UsageError} unless it is a whole one from `least` to `most`. */
export const wholeNumber = (
  option: string,
  text: string,
  least: number,
  most: number = Number.MAX_SAFE_INTEGER,
): number => {
  const value = Number(text);
  if (/^\d+$/.test(text) && value >= least && value <= most) return value;
  const range = most === Number.MAX_SAFE_INTEGER ? `${least} or more` : `from ${least} to ${most}`;
  throw new UsageError(`${option} must be a whole number, ${range}, not ${JSON.stringify(text)}`);
};

/** Returns one of the choices. Throws a {@link UsageError} if the option holds something else. */
export const oneOf = <Choice extends string>(option: string, text: string, choices: readonly Choice[]): Choice => {
  const chosen = choices.find((choice) => choice === text);
  if (chosen !== undefined) return chosen;
  throw new UsageError(`${option} must be one of ${choices.join(', ')}, not ${JSON.stringify(text)}`);
};

export interface Tool {
  /** Begins each message: `ops`. */
  readonly name: string;
  /** The command that prints its help: `npm run ops -- --help`. */
  readonly help: string;
  /** Resolves with the exit code. */
  readonly run: () => number | Promise<number>;
  /** Returns what to print of a failure; default: its stack. */
  readonly describe?: (error: unknown) => string;
}

/**
 * Runs a command line tool and returns its exit code: that of `run`, 2 after a {@link UsageError}, 1 after another error.
 * A wrong command line is answered with two lines: what is wrong, and the command that prints the help. Output that cannot
 * be written, as on a full disk or into a closed pipe, is a failure as well.
 */
export const runTool = async ({ name, help, run, describe = stackOf }: Tool): Promise<number> => {
  let isOutputLost = false;
  process.stdout.on('error', ({ message }) => {
    if (isOutputLost) return;
    isOutputLost = true;
    process.stderr.write(`${name}: the output could not be written (${message})\n`);
    // It may fail after the tool is done.
    process.exitCode = 1;
  });
  try {
    const code = await run();
    return isOutputLost && code === 0 ? 1 : code;
  } catch (error) {
    if (!(error instanceof UsageError)) {
      process.stderr.write(`${name}: ${describe(error)}\n`);
      return 1;
    }
    reportUsage({ name, help }, error);
    return 2;
  }
};

const reportUsage = ({ name, help }: Pick<Tool, 'name' | 'help'>, { message }: UsageError): void =>
  void process.stderr.write(`${name}: ${message}\nFor help: ${help}\n`);

/** Parses the command line of a short script. Exits with 2 if it is wrong, as {@link runTool} does. */
export const scriptCommandLine = <const Config extends ParseArgsConfig>(
  tool: Pick<Tool, 'name' | 'help'>,
  config: Config,
): ReturnType<typeof parseArgs<Config>> => {
  try {
    return parseCommandLine(config);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    reportUsage(tool, error);
    return process.exit(2);
  }
};

const stackOf = (error: unknown): string => (error instanceof Error ? (error.stack ?? error.message) : String(error));
