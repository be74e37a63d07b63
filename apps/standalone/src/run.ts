import 'reflect-metadata';
import { stopOnSignals } from '@bookonce/hosting/stopping';
import { readConfig } from '@bookonce/platform/config';
import { printedError } from '@bookonce/platform/describe-error';
import { HELP } from './help.js';
import { operatorMessage } from './operator-errors.js';
import { startStandalone } from './standalone.js';
import { welcome } from './welcome.js';

const ACCEPT_NEW_KEY = '--accept-new-key';

const report = (error: unknown): void => {
  const words = operatorMessage(error);
  process.stderr.write(`bookonce: ${words ?? printedError(error)}\n`);
};

/** Runs the product until a signal stops it. */
export const run = async (): Promise<void> => {
  if (process.argv.includes('--help') || process.argv.includes('-h')) {
    process.stdout.write(HELP);
    return;
  }
  const [unknown] = process.argv.slice(2).filter((argument) => argument !== ACCEPT_NEW_KEY);
  if (unknown !== undefined) {
    process.stderr.write(`bookonce: unknown option ${unknown}; --help lists all\n`);
    process.exit(2);
  }
  try {
    const config = readConfig(process.env);
    const standalone = await startStandalone(config, { acceptNewKey: process.argv.includes(ACCEPT_NEW_KEY) });
    stopOnSignals(() => standalone.stop(), report);
    process.stdout.write(welcome(standalone, config));
  } catch (error) {
    report(error);
    process.exit(1);
  }
};
