import type { Clock } from '@bookonce/kernel/ports/clock';
import type { MessageHandler } from '@nestjs/microservices';
import type { Message } from 'kafkajs';
import { callHandler } from '@bookonce/adapter-delivery/call-handler';
import { readCommand, readEnvelope, toReplyMessage, type CommandEnvelope, type Outcome } from './command-message.js';
import type { Received } from './group-consumer.js';

export interface CommandServerOptions {
  readonly handlers: ReadonlyMap<string, MessageHandler>;
  readonly clock: Pick<Clock, 'now'>;
  readonly reply: (message: Message) => Promise<void>;
  /** A reply could not be sent; whoever asked will ask again. */
  readonly onReplyLost: (error: unknown, pattern: string) => void;
}

/** By how much the clocks of two machines may differ before commands are dropped that somebody still waits for. */
const CLOCKS_DIFFER_MS = 10_000;

/**
 * Runs commands as they come, side by side, and sends back what they answer. One that nobody waits for any more is
 * dropped: whoever asked was told that the outcome is unknown, and asks again with the same id.
 */
export class CommandServer {
  readonly #running = new Set<Promise<void>>();
  #closing = false;

  constructor(private readonly options: CommandServerOptions) {}

  /** Resolves when it is answered or dropped; rejects when this was closed before it began. */
  receive({ message }: Received): Promise<void> {
    if (this.#closing) return Promise.reject(new Error('closing'));
    const envelope = readEnvelope(message);
    if (envelope === null || this.options.clock.now() > envelope.expiresAt + CLOCKS_DIFFER_MS) return Promise.resolve();
    const running = this.#run(envelope, message);
    this.#running.add(running);
    void running.then(() => this.#running.delete(running));
    return running;
  }

  /** Lets what is running come to its end. */
  async close(): Promise<void> {
    this.#closing = true;
    await Promise.all(this.#running);
  }

  async #run(envelope: CommandEnvelope, message: Received['message']): Promise<void> {
    const outcome = await this.#outcomeOf(envelope.pattern, message);
    try {
      await this.options.reply(toReplyMessage(envelope, outcome));
    } catch (error) {
      this.options.onReplyLost(error, envelope.pattern);
    }
  }

  async #outcomeOf(pattern: string, message: Received['message']): Promise<Outcome> {
    const handler = this.options.handlers.get(pattern);
    if (handler === undefined) return { outcome: 'failed', error: new Error(`nobody answers for ${pattern}`) };
    try {
      return { outcome: 'answered', reply: await callHandler(handler, readCommand(message)) };
    } catch (error) {
      return { outcome: 'failed', error };
    }
  }
}
