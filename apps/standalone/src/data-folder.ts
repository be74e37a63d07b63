import { ConfigError } from '@bookonce/platform/variables';
import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface DataFolder {
  readonly path: string;
  readonly mails: string;
  readonly firstRun: string;
}

/**
 * Opens the data folder. Creates it readable by its owner alone, because it holds names, addresses and the secret. Throws
 * a {@link ConfigError} if it cannot be created or written to.
 */
export const openDataFolder = (path: string): DataFolder => {
  const folder = resolve(path);
  if (makeFolder(folder, folder)) chmodSync(folder, 0o700);
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new ConfigError(`DATA_DIR: ${folder} cannot be written to (${codeOf(cause)})`, { cause });
  }
  return { path: folder, mails: join(folder, 'mails'), firstRun: join(folder, 'first-run.json') };
};

/**
 * Creates a folder and those above it, and returns whether it was missing. One level at a time: `mkdir` with `recursive`
 * never returns for some impossible paths, such as below /proc.
 */
const makeFolder = (folder: string, wanted: string): boolean => {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) return false;
  if (there !== undefined) throw new ConfigError(`DATA_DIR: ${folder} is a file, not a folder`);
  if (dirname(folder) !== folder) makeFolder(dirname(folder), wanted);
  try {
    mkdirSync(folder);
    return true;
  } catch (cause) {
    // Another process created it in the meantime.
    if (codeOf(cause) === 'EEXIST') return false;
    throw new ConfigError(`DATA_DIR: ${wanted} cannot be made (${codeOf(cause)})`, { cause });
  }
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'for no known reason';
