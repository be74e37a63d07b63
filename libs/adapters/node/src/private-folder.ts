import { chmodSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** All rights of group and others. */
const RIGHTS_OF_OTHERS = 0o077;

/**
 * Takes all rights on a folder and on what is directly in it from group and others, and returns whether they had any on
 * the folder. Throws the system's error if that is refused, and an Error if the file system ignores it. Windows has no
 * such rights; there it does nothing.
 */
export const closeFolderToOthers = (folder: string): boolean => {
  if (process.platform === 'win32' || !isOpen(folder)) return false;
  chmodSync(folder, 0o700);
  if (isOpen(folder)) throw new Error('its file system keeps no modes');
  // A file that is copied out of the folder keeps its mode.
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isFile() || entry.isDirectory()) chmodSync(path, statSync(path).mode & ~RIGHTS_OF_OTHERS & 0o7777);
  }
  return true;
};

const isOpen = (folder: string): boolean => (statSync(folder).mode & RIGHTS_OF_OTHERS) !== 0;
