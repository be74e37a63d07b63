import { accessSync, chmodSync, constants, existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';

export interface DataFolder {
  readonly path: string;
  readonly mails: string;
  readonly firstRun: string;
}

/**
 * Makes the data folder, for its owner alone: it holds names, addresses and the secret. Throws the system's error,
 * which names the folder, where it cannot be written to.
 */
export const openDataFolder = (path: string): DataFolder => {
  const folder = resolve(path);
  if (!existsSync(folder)) {
    mkdirSync(folder, { recursive: true });
    chmodSync(folder, 0o700);
  }
  accessSync(folder, constants.R_OK | constants.W_OK | constants.X_OK);
  return { path: folder, mails: join(folder, 'mails'), firstRun: join(folder, 'first-run.json') };
};
