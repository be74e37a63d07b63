import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServerProcess } from './server-process.mjs';

const MAIN = fileURLToPath(new URL('../../../apps/standalone/dist/main.js', import.meta.url));

/**
 * @typedef {object} Target
 * @property {string} name
 * @property {ServerProcess} server
 * @property {Readonly<Record<string, string>>} keyHeaders
 */

/**
 * Starts the product as `npm start` does.
 * @param {{ testClock?: string, profileDir?: string | null }} [options]
 * @returns {Promise<Target>}
 */
export const startProduct = async ({ testClock, profileDir } = {}) => {
  const profile = profileDir == null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
  const env = testClock === undefined ? {} : { BOOKONCE_TEST_CLOCK: testClock };
  const server = await ServerProcess.start([...profile, MAIN], env);
  const { apiKey } = JSON.parse(await readFile(join(server.dataDir, 'first-run.json'), 'utf8'));
  return { name: 'bookonce', server, keyHeaders: { authorization: `Bearer ${apiKey}` } };
};
