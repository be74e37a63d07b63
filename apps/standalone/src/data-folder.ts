import { ConfigError } from '@bookonce/platform/variables';
import { accessSync, chmodSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface DataFolder {
  readonly path: string;
  readonly mails: string;
  readonly firstRun: string;
}

/**
 * Makes the data folder, for its owner alone: it holds names, addresses and the secret. Throws a
 * {@link ConfigError} where it cannot be made or written to.
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
 * Whether it had to be made, with the folders above it. Step by step: asked to make them all at once, Node never
 * ends where one cannot be made for a reason that it does not expect, as below /proc.
 */
const makeFolder = (folder: string, wanted: string): boolean => {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) return false;
  if (there !== undefined) throw new ConfigError(`DATA_DIR: ${folder} is a file, and no folder`);
  if (dirname(folder) !== folder) makeFolder(dirname(folder), wanted);
  try {
    mkdirSync(folder);
    return true;
  } catch (cause) {
    // Somebody else was faster.
    if (codeOf(cause) === 'EEXIST') return false;
    throw new ConfigError(`DATA_DIR: ${wanted} cannot be made (${codeOf(cause)})`, { cause });
  }
};

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'for no known reason';
