import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { oneOf, parseCommandLine, runTool, UsageError, wholeNumber } from './command-line.js';

const options = { file: { type: 'string' } } as const;

const messageOf = (work: () => unknown): string => {
  try {
    work();
  } catch (error) {
    return (error as Error).message;
  }
  return 'nothing was thrown';
};

describe('a command line', () => {
  it.each([
    ['an unknown option', ['--wat'], "Unknown option '--wat'"],
    ['an option without its value', ['--file'], "Option '--file <value>' argument missing"],
    ['an option as the value of another', ['--file', '--wat'], "Option '--file' argument is ambiguous."],
    ['an argument', ['more'], "Unexpected argument 'more'. This command does not take positional arguments"],
  ])('with %s is refused in one sentence', (_what, args, message) => {
    expect(() => parseCommandLine({ args, options })).toThrow(UsageError);
    expect(messageOf(() => parseCommandLine({ args, options }))).toBe(message);
  });

  it.each(['', ' 3', '2.5', '1e3', 'x', '0', '51'])('does not take "%s" as a number from 1 to 50', (text) => {
    expect(() => wholeNumber('--links', text, 1, 50)).toThrow(
      new UsageError(`--links must be a whole number, from 1 to 50, not ${JSON.stringify(text)}`),
    );
  });

  it('holds numbers and choices', () => {
    expect([wholeNumber('--links', '50', 1, 50), wholeNumber('--seed', '7', 0)]).toEqual([50, 7]);
    expect(() => wholeNumber('--seed', '-1', 0)).toThrow('--seed must be a whole number, 0 or more, not "-1"');
    expect(oneOf('--profile', 'b', ['a', 'b'])).toBe('b');
    expect(() => oneOf('--profile', 'c', ['a', 'b'])).toThrow('--profile must be one of a, b, not "c"');
  });
});

describe('a tool', () => {
  let printed: string;
  beforeEach(() => {
    printed = '';
    jest.spyOn(process.stderr, 'write').mockImplementation((text) => {
      printed += String(text);
      return true;
    });
  });
  afterEach(() => {
    jest.restoreAllMocks();
    // Each run listens for as long as its process lasts.
    process.stdout.removeAllListeners('error');
    process.exitCode = undefined;
  });

  const ended = (run: () => number) =>
    runTool({ name: 'ops', help: 'npm run ops -- --help', run, describe: () => 'no' });

  it('ends with its own exit code, and prints nothing', async () => {
    expect([await ended(() => 0), await ended(() => 7), printed]).toEqual([0, 7, '']);
  });

  it('ends with 2 after a wrong command line: what is wrong, and where the help is', async () => {
    const code = await ended(() => {
      throw new UsageError('there is no --wat');
    });
    expect([code, printed]).toEqual([2, 'ops: there is no --wat\nFor help: npm run ops -- --help\n']);
  });

  it('ends with 1 if its output could not be written', async () => {
    const code = await ended(() => {
      process.stdout.emit('error', new Error('no space left'));
      return 0;
    });
    expect([code, printed]).toEqual([1, 'ops: the output could not be written (no space left)\n']);
  });

  it('ends with 1 after a failure, which it describes', async () => {
    const code = await ended(() => {
      throw new Error('secret');
    });
    expect([code, printed]).toEqual([1, 'ops: no\n']);
  });
});
