import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../.cache/bench', import.meta.url));

/**
 * Creates a folder for a server's data inside the project, because the system's temporary folder is in memory on many systems.
 */
export const temporaryData = async () => {
  await mkdir(FOLDER, { recursive: true });
  return mkdtemp(join(FOLDER, 'data-'));
};
