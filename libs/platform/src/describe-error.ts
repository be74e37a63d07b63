import { pathRemover } from './without-paths.js';

/** An error as it is logged: where it happened, as functions and modules, without the paths that a stack names. */
export interface DescribedError {
  readonly type: string;
  readonly message: string;
  readonly code?: string | number;
  /** The innermost first: `CommandHandler.handle (command-handler:120)`. */
  readonly frames: readonly string[];
  readonly cause?: DescribedError;
  readonly errors?: readonly DescribedError[];
}

const MOST_FRAMES = 16;
const MOST_CAUSES = 4;

export const describeError = (error: unknown, causes = MOST_CAUSES): DescribedError => {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error), frames: [] };
  const { cause } = error;
  return {
    type: error.name,
    message: error.message,
    ...('code' in error && isCode(error.code) ? { code: error.code } : {}),
    frames: framesOf(error),
    ...(cause === undefined || causes === 0 ? {} : { cause: describeError(cause, causes - 1) }),
    ...(error instanceof AggregateError && causes > 0
      ? { errors: error.errors.slice(0, MOST_CAUSES).map((one) => describeError(one, causes - 1)) }
      : {}),
  };
};

/** Returns what a process prints about a bug that ends it, without paths. */
export const printedError = (error: unknown): string => {
  const { type, message, frames } = describeError(error);
  return pathRemover()([`${type}: ${message}`, ...frames.map((frame) => `    at ${frame}`)].join('\n'));
};

const isCode = (code: unknown): code is string | number => typeof code === 'string' || typeof code === 'number';

/** `at async Type.method (file:///app/libs/x/dist/module.js:12:3)`; the function or the parentheses may be missing. */
const FRAME = /^\s+at (?:async )?(?:(?<called>[^(]+?) \()?(?<place>[^()]+?)\)?$/;

const framesOf = ({ stack = '' }: Error): readonly string[] =>
  stack
    .split('\n')
    .flatMap((line) => {
      const { called, place } = FRAME.exec(line)?.groups ?? {};
      if (place === undefined) return [];
      const module = /(?<name>[^/\\]+?)(?:\.[cm]?[jt]sx?)?:(?<line>\d+):\d+$/.exec(place)?.groups;
      const at = module === undefined ? 'native' : `${module['name']}:${module['line']}`;
      return [called === undefined ? at : `${called} (${at})`];
    })
    .slice(0, MOST_FRAMES);
