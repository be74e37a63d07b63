import { randomBytes } from 'node:crypto';
import { fileURLToPath } from 'node:url';
import { ServerProcess } from './server-process.mjs';

const MAIN = fileURLToPath(new URL('../naive/server.mjs', import.meta.url));

/** Starts the naive reference: a server written in an afternoon. @returns {Promise<import('./product.mjs').Target>} */
export const startNaive = async () => {
  const apiKey = `bok_${randomBytes(16).toString('hex')}`;
  const server = await ServerProcess.start([MAIN], { NAIVE_API_KEY: apiKey });
  return { name: 'naive', server, keyHeaders: { authorization: `Bearer ${apiKey}` } };
};
