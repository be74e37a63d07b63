import { callHandler } from '@bookonce/adapter-delivery/handler-table';
import { noHandlerFor } from '@bookonce/contracts/send-command';
import type { Clock } from '@bookonce/kernel/ports/clock';
import type { MessageHandler } from '@nestjs/microservices';
import type { Message } from 'kafkajs';
import type { Received } from './group-consumer.js';
import { type CommandEnvelope, type Outcome, readCommand, readEnvelope, toReplyMessage } from './messages.js';

export interface CommandServerOptions {
  readonly handlers: ReadonlyMap<string, MessageHandler>;
  readonly clock: Pick<Clock, 'now'>;
  readonly reply: (message: Message) => Promise<void>;
  /** Called when a reply could not be sent. The caller times out and retries. */
  readonly onReplyLost: (error: unknown, pattern: string) => void;
}

/** Tolerated difference between two machines' clocks. With a larger one, commands are dropped too early. */
const CLOCK_SKEW_MS = 10_000;

/**
 * Runs commands concurrently as they arrive and sends the replies. An expired command is dropped: its caller has learnt
 * that the outcome is unknown, and retries with the same id.
 */
export class CommandServer {
  readonly #running = new Set<Promise<void>>();
  #closing = false;

  constructor(private readonly options: CommandServerOptions) {}

  /** Resolves when the command is answered or dropped. Rejects if this was closed before. */
  receive({ message }: Received): Promise<void> {
    if (this.#closing) return Promise.reject(new Error('closing'));
    const envelope = readEnvelope(message);
    if (envelope === null || this.options.clock.now() > envelope.expiresAt + CLOCK_SKEW_MS) return Promise.resolve();
    const running = this.#run(envelope, message);
    this.#running.add(running);
    void running.then(() => this.#running.delete(running));
    return running;
  }

  /** Waits for the running commands; starts no others. */
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
    if (handler === undefined) return { outcome: 'failed', error: new Error(noHandlerFor(pattern)) };
    try {
      return { outcome: 'answered', reply: await callHandler(handler, readCommand(pattern, message)) };
    } catch (error) {
      return { outcome: 'failed', error };
    }
  }
}
