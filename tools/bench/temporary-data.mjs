import { mkdir, mkdtemp } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const FOLDER = fileURLToPath(new URL('../../.cache/bench', import.meta.url));

/**
 * A new folder for a server's data, beside the project: where temporary files go is memory on many systems, and
 * what is measured there was never on a disk.
 */
export const temporaryData = async () => {
  await mkdir(FOLDER, { recursive: true });
  return mkdtemp(join(FOLDER, 'data-'));
};
