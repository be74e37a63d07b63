import type { Server } from 'node:http';

/** How long a client may take to send the rest of a request that it began before the stop. */
const GRACE_MS = 500;

/**
 * Lets a server stop without waiting for whoever is connected and says nothing, or half of a request: what is in
 * hand is answered, and then the rest is hung up on.
 */
export class HangUp {
  #inHand = 0;
  #server: Server | null = null;

  /** The server takes no more connections. */
  stopping(server: Server): void {
    setTimeout(() => {
      this.#server = server;
      this.#whenNothingIsInHand(server);
    }, GRACE_MS).unref();
  }

  begun(): void {
    this.#inHand += 1;
  }

  answered(): void {
    this.#inHand -= 1;
    if (this.#server !== null) this.#whenNothingIsInHand(this.#server);
  }

  #whenNothingIsInHand(server: Server): void {
    // Not in the same turn, so that the last answer is on its way.
    if (this.#inHand === 0) setImmediate(() => server.closeAllConnections());
  }
}
