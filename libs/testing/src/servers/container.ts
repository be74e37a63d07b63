import { freePort } from '../harness/free-port.js';
import { serverKinds, type ServerName } from './server-kinds.js';

/** Starts a server in a container that ends with this process; returns its address. */
export const startContainer = async (name: ServerName): Promise<string> => {
  // Loaded only if there is an engine, because loading takes a second.
  const { GenericContainer, Wait } = await import('testcontainers');
  const { image, environment, standardPort, addressOf } = serverKinds[name];
  const port = await freePort();
  const container = await new GenericContainer(image)
    .withEnvironment({ ...environment(port) })
    .withExposedPorts({ container: standardPort, host: port })
    .withWaitStrategy(Wait.forListeningPorts())
    .start();
  return addressOf(container.getHost(), port);
};
