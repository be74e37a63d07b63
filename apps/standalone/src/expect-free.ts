import { once } from 'node:events';
import { createServer } from 'node:net';

/**
 * Throws the system's error where this address cannot be listened on. Asked before anything is made: the demo
 * workspace and how to use it are told once.
 */
export const expectFree = async (port: number, host: string): Promise<void> => {
  const server = createServer().listen(port, host);
  // Rejects with the error of a server that cannot listen.
  await once(server, 'listening');
  server.close();
  await once(server, 'close');
};
