import { describe, it } from '@jest/globals';
import type { ServerName } from './server-kinds.js';
import { testServer } from './test-server.js';

/** Comma-separated names of required servers: without one of them, its specs fail instead of being skipped. */
const REQUIRED = 'BOOKONCE_REQUIRE_SERVERS';

/**
 * Describes specs that need a real server. Without one they are skipped, with a hint how to run them. Await it at the
 * top of a spec file.
 */
export const describeOnServer = async (
  name: ServerName,
  title: string,
  body: (address: string) => void,
): Promise<void> => {
  const server = await testServer(name);
  if (server.state === 'found') {
    describe(title, () => body(server.address));
    return;
  }
  const needs = `needs ${name}: ${server.howToRun}`;
  if ((process.env[REQUIRED] ?? '').split(',').includes(name)) {
    describe(title, () => {
      it(needs, () => {
        throw new Error(`${REQUIRED} asks for ${name}, and there is none: ${server.howToRun}`);
      });
    });
    return;
  }
  describe.skip(title, () => {
    it(needs, () => undefined);
  });
};
