import type { FastifyReply } from 'fastify';
import type { Server } from 'node:http';
import type { LiveAnswer } from './answer.js';

/** Grace in which a client may send the rest of a request that it began before the stop. */
const GRACE_MS = 500;
/** A client that reads nothing is disconnected before its unread answer fills the memory. */
const MOST_UNREAD_BYTES = 256 * 1024;

/** Counts the requests in flight, so that idle or half-sent ones do not hold up a stop. */
export class RequestsInFlight {
  #count = 0;
  #server: Server | null = null;

  begin(): void {
    this.#count += 1;
  }

  end(): void {
    this.#count -= 1;
    if (this.#server !== null) this.#hangUpOnceAnswered(this.#server);
  }

  /** Closes all connections once the requests in flight are answered. Call it when the server accepts no more. */
  hangUpIdleConnections(server: Server): void {
    setTimeout(() => {
      this.#server = server;
      this.#hangUpOnceAnswered(server);
    }, GRACE_MS).unref();
  }

  #hangUpOnceAnswered(server: Server): void {
    // In a later turn, so that the last answer has been written.
    if (this.#count === 0) setImmediate(() => server.closeAllConnections());
  }
}

/** Answers that stream until the client leaves, their source ends, or the service stops. */
export class OpenStreams {
  readonly #open = new Set<() => void>();

  begin(reply: FastifyReply, answer: LiveAnswer): void {
    reply.hijack();
    const response = reply.raw;
    const headers = { ...reply.getHeaders(), ...answer.headers } as Record<string, string>;
    response.writeHead(answer.status, headers);
    let stop: (() => void) | null = null;
    let isOver = false;
    const end = (): void => {
      if (isOver) return;
      isOver = true;
      this.#open.delete(end);
      stop?.();
      answer.live.close?.();
      response.end();
    };
    this.#open.add(end);
    response.on('close', end);
    response.on('error', end);
    const send = (text: string): void => {
      if (isOver) return;
      if (response.writableLength > MOST_UNREAD_BYTES) response.destroy();
      else response.write(text);
    };
    stop = answer.live.open({ send, end });
    if (isOver) stop();
  }

  /** Ends all of them, as they would hold up a stop. Clients reconnect by themselves. */
  endAll(): void {
    for (const end of [...this.#open]) end();
  }
}
