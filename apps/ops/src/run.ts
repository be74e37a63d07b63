import { FolderInUseError } from '@bookonce/adapter-sqlite/event-store/folder-lock';
import { UnavailableError } from '@bookonce/kernel/outage';
import { DamagedEventError, StoreAccessError } from '@bookonce/kernel/ports/event-store';
import { runTool, UsageError } from '@bookonce/platform/command-line';
import { printedError } from '@bookonce/platform/describe-error';
import { ConfigError } from '@bookonce/platform/variables';
import { deadLettersCommand } from './commands/dead-letters.js';
import { exportCommand } from './commands/export.js';
import { importCommand } from './commands/import.js';
import { initCommand } from './commands/init.js';
import { removeViewsCommand } from './commands/remove-views.js';
import { resumePublishingCommand } from './commands/resume-publishing.js';
import { verifyCommand } from './commands/verify.js';
import { MigrationError } from './import.js';
import { print } from './report.js';

const COMMANDS = [
  initCommand,
  exportCommand,
  importCommand,
  verifyCommand,
  removeViewsCommand,
  resumePublishingCommand,
  deadLettersCommand,
];

const HELP = `npm run ops -- <command> [options]

${COMMANDS.map(({ name, summary }) => `  ${name.padEnd(19)}${summary}\n`).join('')}
npm run ops -- <command> --help describes a command and its options.
`;

/** Runs one command; resolves with the exit code: 2 if the command line is wrong, 1 if something else is. */
export const run = async (args: readonly string[]): Promise<number> => {
  const [name = 'help', ...rest] = args;
  const command = COMMANDS.find((one) => one.name === name);
  const wantsHelp = args.some((argument) => argument === '--help' || argument === '-h');
  return runTool({
    name: 'ops',
    help: ['npm run ops --', ...(command === undefined ? [] : [command.name]), '--help'].join(' '),
    describe: (error) => messageOf(error) ?? printedError(error),
    run: async () => {
      if (command !== undefined && !wantsHelp) return command.run(rest);
      if (command === undefined && !wantsHelp && name !== 'help') throw new UsageError(wrongCommand(name));
      print(command?.help ?? HELP);
      return 0;
    },
  });
};

const wrongCommand = (name: string): string =>
  `${name.startsWith('-') ? 'the command comes first' : `unknown command ${name}`}; there are ${COMMANDS.map((one) => one.name).join(', ')}`;

/** Returns the message of an error that the operator can fix; null for a bug. */
const messageOf = (error: unknown): string | null => {
  const isOperators =
    error instanceof UnavailableError ||
    error instanceof ConfigError ||
    error instanceof MigrationError ||
    error instanceof FolderInUseError ||
    error instanceof StoreAccessError ||
    error instanceof DamagedEventError ||
    (error instanceof Error && 'code' in error && typeof error.code === 'string' && error.code.startsWith('E'));
  return isOperators ? error.message : null;
};
