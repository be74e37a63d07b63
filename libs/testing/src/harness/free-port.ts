import { randomInt } from 'node:crypto';
import { createServer, type Server } from 'node:net';

/**
 * Both ranges end below 32768, where Linux begins to hand out ports to `listen(0)` and to outgoing connections. So
 * nothing takes a reserved port between this call and the moment its server listens.
 */
const FIRST_PORT = 10_000;
const PORTS = 10_000;
/** Distance of a port's guard. The guard is a socket, so the system gives it back when the process dies. */
const GUARD_DISTANCE = PORTS;

const listenOn = (port: number): Promise<Server | undefined> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE' || error.code === 'EACCES') resolve(undefined);
      else reject(error);
    });
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => resolve(server));
  });

const close = (server: Server): Promise<void> => new Promise((resolve) => server.close(() => resolve()));

/**
 * Returns a TCP port on loopback that no other caller of this function is given while this process lives. Specs run
 * side by side, so a port that was merely free a moment ago may be another server's by the time it is used.
 */
export const freePort = async (): Promise<number> => {
  for (;;) {
    const port = FIRST_PORT + randomInt(PORTS);
    const guard = await listenOn(port + GUARD_DISTANCE);
    if (guard === undefined) continue;
    const probe = await listenOn(port);
    if (probe === undefined) {
      await close(guard);
      continue;
    }
    await close(probe);
    guard.unref();
    return port;
  }
};
