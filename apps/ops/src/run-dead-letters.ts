import { lettersOfApi, lettersOfServers, type OperatedLetters } from './dead-letters.js';
import { UsageError } from '@bookonce/platform/command-line';

export interface DeadLettersCommand {
  /** `list`, or `show`, `retry`, `discard` and an id. */
  readonly args: readonly string[];
  readonly folder: string;
  readonly key: string | undefined;
  readonly url: string | undefined;
  readonly reveal: boolean;
  readonly json: boolean;
}

const isAddress = (text: string): boolean => /^https?:\/\//.test(text) && URL.canParse(text);

const USAGE = 'dead-letters needs list, or one of show, retry and discard with an id';

/** Runs one command on the running installation, and returns what it prints. */
export const runDeadLetters = async (command: DeadLettersCommand, environment: NodeJS.ProcessEnv): Promise<string> => {
  const [action = '', id, ...more] = command.args;
  const isList = action === 'list' && id === undefined;
  const isOfOne = ['show', 'retry', 'discard'].includes(action) && id !== undefined && more.length === 0;
  if (!isList && !isOfOne) throw new UsageError(USAGE);
  if (command.reveal && action !== 'show') throw new UsageError('--reveal is an option of dead-letters show');
  if (command.url !== undefined && !isAddress(command.url))
    throw new UsageError(`--url must be an address such as http://localhost:3000, not ${JSON.stringify(command.url)}`);
  const letters =
    environment['EVENT_STORE_URL'] === undefined ? lettersOfApi(command) : await lettersOfServers(environment);
  try {
    return await act(letters, action, id ?? '', command);
  } finally {
    await letters.close();
  }
};

const act = async (
  letters: OperatedLetters,
  action: string,
  id: string,
  { json, reveal }: DeadLettersCommand,
): Promise<string> => {
  const print = (value: object, text: string): string => (json ? `${JSON.stringify(value)}\n` : text);
  switch (action) {
    case 'list': {
      const items = await letters.list();
      const lines = items.map(
        ({ at, consumer, type, reason, id: one }) => `${at} ${consumer} ${type}: ${reason}\n  ${one}\n`,
      );
      return print({ items }, items.length === 0 ? 'There is no dead letter.\n' : lines.join(''));
    }
    case 'show':
      return `${JSON.stringify(await letters.show(id, reveal), null, json ? 0 : 2)}\n`;
    case 'retry': {
      const handled = await letters.retry(id);
      const words = { true: 'was handled', false: 'is being retried', null: 'is delivered again' } as const;
      return print({ id, handled }, `${id} ${words[`${handled}`]}\n`);
    }
    default:
      await letters.discard(id);
      return print({ id, discarded: true }, `${id} was discarded\n`);
  }
};
