import type { FastifyReply } from 'fastify';
import type { LiveAnswer } from './answer.js';

/** A client that takes nothing of what it is sent is hung up on, before it fills the memory. */
const MOST_WAITING_BYTES = 256 * 1024;

/** Answers that go on until the client leaves, what feeds them ends, or the service stops. */
export class LiveAnswers {
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
      response.end();
    };
    this.#open.add(end);
    response.on('close', end);
    response.on('error', end);
    const send = (text: string): void => {
      if (isOver) return;
      if (response.writableLength > MOST_WAITING_BYTES) response.destroy();
      else response.write(text);
    };
    stop = answer.live.open({ send, end });
    if (isOver) stop();
  }

  /** They would hold up the stop. Clients come back by themselves, maybe to another instance. */
  endAll(): void {
    for (const end of [...this.#open]) end();
  }
}
