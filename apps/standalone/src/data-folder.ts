import { closeFolderToOthers } from '@bookonce/adapter-node/private-folder';
import { ConfigError } from '@bookonce/platform/variables';
import { accessSync, constants, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

export interface DataFolder {
  readonly path: string;
  readonly mails: string;
  readonly firstRun: string;
  /** Whether other users had rights on it until now. */
  readonly wasOpen: boolean;
}

/**
 * Opens the data folder, and creates it if it is missing. Its owner alone can read it, because it holds names, addresses
 * and the secret: an open folder is closed to others. Throws a {@link ConfigError} if it cannot be created, closed or
 * written to.
 */
export const openDataFolder = (path: string): DataFolder => {
  const folder = resolve(path);
  makeFolder(folder, folder);
  const wasOpen = closeToOthers(folder);
  try {
    accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    throw new ConfigError(`DATA_DIR: ${folder} cannot be written to (${codeOf(cause)})`, { cause });
  }
  return { path: folder, mails: join(folder, 'mails'), firstRun: join(folder, 'first-run.json'), wasOpen };
};

/**
 * Creates a folder and those above it unless they exist. One level at a time: `mkdir` with `recursive` never returns for
 * some impossible paths, such as below /proc.
 */
const makeFolder = (folder: string, wanted: string): void => {
  const there = statSync(folder, { throwIfNoEntry: false });
  if (there?.isDirectory() === true) return;
  if (there !== undefined) throw new ConfigError(`DATA_DIR: ${folder} is a file, not a folder`);
  if (dirname(folder) !== folder) makeFolder(dirname(folder), wanted);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (cause) {
    // Another process created it in the meantime.
    if (codeOf(cause) === 'EEXIST') return;
    throw new ConfigError(`DATA_DIR: ${wanted} cannot be made (${codeOf(cause)})`, { cause });
  }
};

const closeToOthers = (folder: string): boolean => {
  try {
    return closeFolderToOthers(folder);
  } catch (cause) {
    throw new ConfigError(
      `DATA_DIR: other users have rights on ${folder}, and its mode cannot be set to 700 (${codeOf(cause)}). ` +
        'Make it the folder of the user that runs Bookonce, or choose another one.',
      { cause },
    );
  }
};

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return 'for no known reason';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'message' in error ? String(error.message) : 'for no known reason';
};
