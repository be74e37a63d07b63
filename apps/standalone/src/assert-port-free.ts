import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Throws the system's error if the process cannot listen on this address. Called before anything is created, because the
 * first start prints its API key only once.
 */
export const assertPortFree = async (port: number, host: string): Promise<void> => {
  const server = createServer().listen(port, host);
  // Rejects with the server's error.
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
};
