import { closeFolderToOthers } from '@bookonce/adapter-node/private-folder';
import { ConfigError, wrongValue } from '@bookonce/platform/variables';
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
    throw refusal(folder, `it cannot be written to (${codeOf(cause)})`, cause);
  }
  return { path: folder, mails: join(folder, 'mails'), firstRun: join(folder, 'first-run.json'), wasOpen };
};

/**
 * Creates a folder and those above it unless they exist. One level at a time: `mkdir` with `recursive` never returns for
 * some impossible paths, such as below /proc.
 */
const makeFolder = (folder: string, wanted: string): void => {
  const there = statOf(folder, wanted);
  if (there?.isDirectory() === true) return;
  if (there !== undefined) throw refusal(wanted, folder === wanted ? 'it is a file' : `${folder} is a file`);
  if (dirname(folder) !== folder) makeFolder(dirname(folder), wanted);
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (cause) {
    // Another process created it in the meantime.
    if (codeOf(cause) === 'EEXIST') return;
    throw refusal(wanted, `it cannot be created (${codeOf(cause)})`, cause);
  }
};

const statOf = (folder: string, wanted: string) => {
  try {
    return statSync(folder, { throwIfNoEntry: false });
  } catch (cause) {
    throw refusal(wanted, `${folder} cannot be looked at (${codeOf(cause)})`, cause);
  }
};

const closeToOthers = (folder: string): boolean => {
  try {
    return closeFolderToOthers(folder);
  } catch (cause) {
    throw refusal(folder, `other users have rights on it, and its mode cannot be set to 700 (${codeOf(cause)})`, cause);
  }
};

const refusal = (folder: string, why: string, cause?: unknown): ConfigError =>
  new ConfigError(
    `${wrongValue('DATA_DIR', 'a folder of the user that runs Bookonce, or the path of one to create', folder)}: ${why}`,
    { cause },
  );

const codeOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return 'for no known reason';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'message' in error ? String(error.message) : 'for no known reason';
};
