import { existsSync } from 'node:fs';
import { connect } from 'node:net';
import { startContainer } from './container.js';
import { serverKinds, type ServerName } from './server-kinds.js';

export type TestServer =
  | { readonly state: 'found'; readonly address: string }
  /** `howToRun` is a hint for people who want to run the skipped specs. */
  | { readonly state: 'missing'; readonly howToRun: string };

const HOST = '127.0.0.1';
const DOCKER_SOCKET = '/var/run/docker.sock';

/**
 * Finds a server: the one named by the environment, one on its standard port, or one in a container if a Docker engine
 * answers.
 */
export const testServer = async (name: ServerName): Promise<TestServer> => {
  const { variable, standardPort, addressOf, howToRun } = serverKinds[name];
  const named = process.env[variable];
  if (named !== undefined && named !== '') return { state: 'found', address: named };
  if (await answers(standardPort)) return { state: 'found', address: addressOf(HOST, standardPort) };
  if (process.env['DOCKER_HOST'] !== undefined || existsSync(DOCKER_SOCKET)) {
    const address = await startContainer(name).catch(() => null);
    if (address !== null) return { state: 'found', address };
  }
  return { state: 'missing', howToRun: `${howToRun}, or set ${variable}` };
};

const answers = async (port: number): Promise<boolean> => {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const socket = connect({ host: HOST, port, timeout: 1_000 });
  socket.once('connect', () => resolve(true));
  socket.once('error', () => resolve(false));
  socket.once('timeout', () => resolve(false));
  const answer = await promise;
  socket.destroy();
  return answer;
};
