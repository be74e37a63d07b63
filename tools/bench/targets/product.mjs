import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ServerProcess } from './server-process.mjs';

const CHECKOUT = fileURLToPath(new URL('../../..', import.meta.url));

/**
 * @typedef {object} Target
 * @property {string} name
 * @property {ServerProcess} server
 * @property {Readonly<Record<string, string>>} keyHeaders
 */

/**
 * Starts the product as `npm start` does: of this checkout, or of another one that is built.
 * @param {{ testClock?: string, profileDir?: string | null, checkout?: string,
 *   env?: Readonly<Record<string, string>> }} [options]
 * @returns {Promise<Target>}
 */
export const startProduct = async ({ testClock, profileDir, checkout = CHECKOUT, env: settings = {} } = {}) => {
  const profile = profileDir == null ? [] : ['--cpu-prof', `--cpu-prof-dir=${profileDir}`];
  const env = testClock === undefined ? settings : { ...settings, BOOKONCE_TEST_CLOCK: testClock };
  const server = await ServerProcess.start([...profile, join(checkout, 'apps/standalone/dist/main.js')], env);
  const { apiKey } = JSON.parse(await readFile(join(server.dataDir, 'first-run.json'), 'utf8'));
  return {
    name: checkout === CHECKOUT ? 'bookonce' : checkout,
    server,
    keyHeaders: { authorization: `Bearer ${apiKey}` },
  };
};
